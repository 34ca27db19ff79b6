"""The command line: parses arguments, composes the application and sets the exit status. Nothing imports it."""


def main() -> None:
    """Run the program ``refine``."""
    from refine_tui.cli.output import replace_unprintable_characters
    from refine_tui.cli.root import refine

    replace_unprintable_characters()
    refine.main(prog_name="refine")
