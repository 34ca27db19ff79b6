"""The headings of the fields of an item in sheets of teams and in many trackers."""

import re

from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.tables.table import Columns, Headings

HEADINGS: dict[str, tuple[str | re.Pattern[str], ...]] = {
    "title": (
        "title", "summary", "name", "subject", "task name", "issue title", "card name", "user story", "story", "item",
        "backlog item", "feature name", "headline",
        "thema", "titel", "zusammenfassung", "kurzbeschreibung", "bezeichnung", "betreff", "aufgabe",
        "titre", "résumé", "sujet", "intitulé", "título", "resumen", "asunto", "tytuł", "podsumowanie", "temat",
        "resumo", "assunto", "titolo", "riepilogo", "oggetto", "onderwerp", "samenvatting",
    ),
    "key": ("key", "issue key", "ticket", "ref", "issue id", "task id", "id", "#", "number", "nr", "nr.", "no."),
    "url": ("url", "link", "permalink"),
    "description": (
        "description", "details", "notes", "body", "beschreibung", "descripción", "descrição", "descrizione", "opis",
    ),
    "why": ("why", "reason", "benefit", "rationale", "nutzen", "warum"),
    "type": ("type", "issue type", "story type", "kind", "tracker", "typ", "tipo"),
    "status": (
        "status", "state", "current state", "workflow state", "section/column", "list", "column", "état", "statut",
        "estado", "stan",
    ),
    "labels": (
        "labels", "tags", "label", "tag", "components", "component", "category", "kategorie", "stichwörter",
        "schlagwörter", "étiquettes", "etiquetas", "etykiety",
    ),
    "reporter": (
        "reporter", "author", "requester", "requested by", "creator", "created by", "owner_full_name", "autor",
        "auteur",
    ),
    "assignee": (
        "assignee", "assigned to", "assigned_to_full_name", "assigned_to", "owners", "owned by", "zugewiesen an",
        "zuständig", "verantwortlich", "owner", "assigné à", "asignado a", "przypisany do", "atribuído para",
    ),
    "created": (
        "created", "created at", "created on", "created_at", "created_date", "creation date", "created date",
        "angelegt", "erstellt", "créé", "creado", "utworzono", "criado",
    ),
    "updated": (
        "updated", "updated at", "updated on", "updated_at", "modified_date", "last modified", "last updated",
        "modified", "aktualisiert", "geändert", "mis à jour", "mis-à-jour", "actualizado", "zaktualizowano",
        "atualizado",
    ),
    "priority": ("priority", "prio", "priorität", "priorité", "prioridad", "priorytet", "prioridade"),
    "estimate": (
        "story points", "storypoints", "total-points", "points", "sp", "estimate", "story point estimate", "effort",
        "size", "punkte", "schätzung", "puntos", "pontos", "punkty",
    ),
    "parent": (
        "parent", "parent task", "parent issue", "epic", "epics", "epic name", "feature", "initiative",
        "übergeordnetes ticket", "übergeordnete aufgabe", "tâche parente", "tarea padre",
    ),
    "acceptance_criteria": (acceptance_criteria.COLUMN,),
    "done": (
        "is_archived", "archived at", "archived", "is_completed", "is_closed", "done", "completed", "closed",
        "completed at", "resolved", "closed at", "accepted at", "erledigt", "geschlossen", "fermé", "cerrada",
    ),
}  # fmt: skip
"""The headings of each field, best one first."""


def headings_for(columns: Columns) -> Headings:
    """Return the headings of each field; an owner is the assignee unless another column has the owner's full name."""
    if "owner_full_name" not in columns.names:
        return HEADINGS
    return {**HEADINGS, "assignee": tuple(name for name in HEADINGS["assignee"] if name != "owner")}


def known_headings(columns: Columns) -> int:
    """Return the number of fields that have a heading."""
    return sum(bool(columns.positions(*names)) for names in HEADINGS.values())


def has_titles(columns: Columns) -> bool:
    """Return whether one of the headings is known as that of titles."""
    return bool(columns.positions(*HEADINGS["title"]))
