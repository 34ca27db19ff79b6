"""The command line: parses, wires, runs, and gives the exit status. Nothing imports it."""


def main() -> None:
    """Run the program that is called ``refine``."""
    from refine_tui.cli.output import printable_everywhere
    from refine_tui.cli.root import refine

    printable_everywhere()
    refine.main(prog_name="refine")
