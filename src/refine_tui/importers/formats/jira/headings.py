"""The headings of Jira exports by language; Jira translates them for the person who exports."""

import re
from collections.abc import Mapping

from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.tables.table import Columns, Headings

_Names = dict[str, tuple[str, ...]]

HEADINGS: dict[str, _Names] = {
    "en": {
        "title": ("summary",),
        "key": ("issue key", "work item key"),
        "id": ("issue id", "work item id"),
        "type": ("issue type", "work type", "work item type"),
        "status": ("status",),
        "category": ("status category",),
        "resolution": ("resolution",),
        "priority": ("priority",),
        "assignee": ("assignee",),
        "reporter": ("reporter", "creator"),
        "created": ("created",),
        "updated": ("updated",),
        "description": ("description",),
        "labels": ("labels",),
        "components": ("components", "component/s"),
        "parent": ("parent key",),
        "parent id": ("parent", "parent id"),
        "parent title": ("parent summary",),
        "attachment": ("attachment", "attachments"),
    },
    "es": {
        "title": ("resumen",),
        "key": ("clave de incidencia",),
        "id": ("id de la incidencia", "id de incidencia"),
        "type": ("tipo de incidencia",),
        "status": ("estado",),
        "category": ("categoría de estado",),
        "resolution": ("resolución",),
        "priority": ("prioridad",),
        "assignee": ("persona asignada", "responsable"),
        "reporter": ("informador", "creador"),
        "created": ("creada",),
        "updated": ("actualizada",),
        "description": ("descripción",),
        "labels": ("etiquetas",),
        "components": ("componentes", "componente/s"),
        "parent": ("clave principal",),
        "parent id": ("principal", "parent", "parent id"),
        "parent title": ("resumen principal", "parent summary"),
        "attachment": ("adjunto", "archivo adjunto", "datos adjuntos"),
    },
    "fr": {
        "title": ("résumé",),
        "key": ("clé de ticket",),
        "id": ("id de ticket",),
        "type": ("type de ticket",),
        "status": ("état", "statut"),
        "category": ("catégorie d'état", "catégorie d’état", "catégorie de statut"),
        "resolution": ("résolution",),
        "priority": ("priorité",),
        "assignee": ("personne assignée", "responsable"),
        "reporter": ("rapporteur", "créateur"),
        "created": ("création", "créé", "créée"),
        "updated": ("mise à jour", "mis à jour"),
        "description": ("description",),
        "labels": ("étiquettes",),
        "components": ("composants", "composant/s"),
        "parent": ("clé parent", "clé du parent", "parent key"),
        "parent id": ("parent", "id du parent", "parent id"),
        "parent title": ("résumé du parent", "parent summary"),
        "attachment": ("pièce jointe", "pièces jointes"),
    },
    "de": {
        "title": ("zusammenfassung",),
        "key": ("vorgangsschlüssel",),
        "id": ("vorgangs-id",),
        "type": ("vorgangstyp",),
        "status": ("status",),
        "category": ("statuskategorie",),
        "resolution": ("lösung",),
        "priority": ("priorität",),
        "assignee": ("zugewiesene person", "bearbeiter"),
        "reporter": ("autor", "melder", "ersteller"),
        "created": ("erstellt",),
        "updated": ("aktualisiert",),
        "description": ("beschreibung",),
        "labels": ("stichwörter", "labels"),
        "components": ("komponenten", "komponente/n"),
        "parent": ("schlüssel des übergeordneten vorgangs", "parent key"),
        "parent id": ("übergeordnet", "übergeordnete id", "parent", "parent id"),
        "parent title": ("parent summary",),
        "attachment": ("anhang", "anhänge"),
    },
    "pl": {
        "title": ("podsumowanie",),
        "key": ("klucz zgłoszenia",),
        "id": ("id. zgłoszenia", "id zgłoszenia"),
        "type": ("typ zgłoszenia",),
        "status": ("status",),
        "category": ("kategoria statusu",),
        "resolution": ("rozwiązanie",),
        "priority": ("priorytet",),
        "assignee": ("osoba przypisana",),
        "reporter": ("osoba zgłaszająca", "autor", "twórca"),
        "created": ("utworzono",),
        "updated": ("zaktualizowano",),
        "description": ("opis",),
        "labels": ("etykiety",),
        "components": ("komponenty", "składniki"),
        "parent": ("klucz elementu nadrzędnego", "parent key"),
        "parent id": ("element nadrzędny", "nadrzędne", "parent", "parent id"),
        "parent title": ("parent summary",),
        "attachment": ("załącznik", "załączniki"),
    },
    "pt": {
        "title": ("resumo",),
        "key": ("chave", "chave do item", "chave da item"),
        "id": ("id do item", "id da item"),
        "type": ("tipo de item",),
        "status": ("status",),
        "category": ("categoria do status",),
        "resolution": ("resolução",),
        "priority": ("prioridade",),
        "assignee": ("responsável",),
        "reporter": ("relator", "criador"),
        "created": ("criado",),
        "updated": ("atualizado(a)", "atualizado"),
        "description": ("descrição",),
        "labels": ("categorias", "etiquetas"),
        "components": ("componentes",),
        "parent": ("chave pai", "parent key"),
        "parent id": ("pai", "parent", "parent id"),
        "parent title": ("resumo pai", "parent summary"),
        "attachment": ("anexo", "anexos"),
    },
}
"""The headings of each field, best one first, as `table.normalised` returns them."""

_CUSTOM = r"^(?:[^()]+ \()?(?:{names})\)?$"
"""Matches a custom field: its name, alone or in brackets after translated words."""
_POINTS = (
    r"story[ -]?points?|puntos de historia|points? d(?:e |['’])(?:story|r[ée]cit|effort)|story-?punkte"
    r"|pontos? de hist[óo]ria|punkty historii"
)
_NOT_POINTS = (
    r"original|remaining|time|hour|date|σ|restant|tiempo|hora|fecha|temps|heure|zeit|stunde|datum|ursprüngl|verbleib"
    r"|czas|godzin|pozosta|pierwotn|tempo|data\b"
)
_LINK_WORDS = r"link|lien|enlace|v[ií]nculo|verknüpfung|łącze"
_SHARED: Mapping[str, tuple[str | re.Pattern[str], ...]] = {
    "estimate": (
        re.compile(_CUSTOM.format(names=_POINTS)),
        re.compile(_CUSTOM.format(names="story point estimate")),
        re.compile(rf"^(?!.*(?:{_NOT_POINTS}))[^()]+ \((?:.*(?:{_POINTS}|estima[ctd]|schätz|szacow).*)\)$"),
    ),
    "epic": (
        re.compile(
            _CUSTOM.format(
                names=r"epic[ -]link|(?:enlace|vínculo) (?:de|a) [eé]pica?|lien (?:de l['’]|d['’])[eé]pi(?:c|que)"
                r"|epic-verknüpfung|łącze epi\w+|link (?:do|da) [eé]pico?|parent link"
            )
        ),
    ),
    "acceptance_criteria": (acceptance_criteria.COLUMN,),
    "links": (re.compile(rf"^[^()]*(?:{_LINK_WORDS})[^()]* \(.+\)$"),),
    "url": (),
    "why": (),
    "done": (),
}
_LINK = re.compile(r"^(?P<heading>[^()]+) \((?P<type>.+)\)$")
_INWARD = re.compile(r"inward|entra[nd]|dentro|interna|eingehend|wewnętrzn")


def language_of(columns: Columns) -> str | None:
    """Return the language of a Jira export's headings; None if they are of no such export."""
    for language, headings in HEADINGS.items():
        has = {field: not columns.names.isdisjoint(names) for field, names in headings.items()}
        if has["title"] and has["key"] and (has["type"] or has["status"] or language != "en"):
            return language
    return None


def headings_for(columns: Columns) -> Headings:
    """Return the headings of each field in the language of the export; in all languages if that is unknown."""
    language = language_of(columns)
    own = [HEADINGS[language]] if language else list(HEADINGS.values())
    merged = {field: tuple(dict.fromkeys(name for names in own for name in names[field])) for field in own[0]}
    return {**merged, **_SHARED}


def link_of(heading: str) -> tuple[bool, str]:
    """Return whether the links of a column point inward, and the name of their type."""
    match = _LINK.match(heading)
    return (_INWARD.search(match["heading"]) is not None, match["type"]) if match else (False, heading)
