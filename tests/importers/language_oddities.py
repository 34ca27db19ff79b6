"""Exports of Jira in other languages than English."""

from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from tests.importers.jira_oddities import jira

LANGUAGES = (
    jira(
        "4 Spanish headings and months",
        "Resumen,Clave de incidencia,ID de la incidencia,Tipo de Incidencia,Estado,Prioridad,Persona asignada,"
        "Informador,"
        "Creada,Actualizada,Descripción,Etiquetas,Etiquetas,Campo personalizado (Puntos de historia),"
        "Campo personalizado (Criterios de aceptacion),Principal,Categoría de estado",
        "Devolver un pago,PAG-2,2,Historia,Tareas por hacer,Media,Ana,Luis,21/abr/26 11:37 PM,01/dic./25 9:00 AM,"
        'Ya *no*,api,pagos,3.0,"* total\n* parcial",1,Tareas por hacer',
        "Pagos,PAG-1,1,Epic,Finalizada,Media,,Luis,3/ene/26 1:05 AM,3/ene/26 1:05 AM,,,,,,,Listo",
        language="es",
        items=(
            ImportedItem(
                key="PAG-2", title="Devolver un pago", type="Historia", status="Tareas por hacer", priority="Media",
                assignee="Ana", reporter="Luis", created="2026-04-21T23:37:00", updated="2025-12-01T09:00:00",
                description="Ya no", labels=("api", "pagos"), estimate="3", acceptance_criteria=("total", "parcial"),
                parent="PAG-1",
            ),
            ImportedItem(
                key="PAG-1", title="Pagos", type="Epic", status="Finalizada", priority="Media", reporter="Luis",
                created="2026-01-03T01:05:00", updated="2026-01-03T01:05:00", done=True,
            ),
        ),
    ),
    jira(
        "4 French headings, months and links",
        "Résumé,Clé de ticket,ID de ticket,Type de ticket,État,Priorité,Personne assignée,Rapporteur,Création,"
        "Mise à jour,"
        "Description,Étiquettes,Catégorie d'état,Lien du ticket entrant (Blocks),Lien de ticket sortant (Relates),"
        "Champs personnalisés (Story Points),Champs personnalisés (Epic Link)",
        "Rembourser,PAI-2,2,Récit,À faire,Haute,Ana,Luc,19/févr./26 7:31 PM,20/août/26 7:31 AM,h2. Pourquoi,api,"
        "À faire,"
        "PAI-7,PAI-8,5,PAI-1",
        "Payer,PAI-3,3,Récit,Livré,Haute,Ana,Luc,19/juil./26 7:31 PM,,,,En cours,,,,",
        language="fr",
        items=(
            ImportedItem(
                key="PAI-2", title="Rembourser", type="Récit", status="À faire", priority="Haute", assignee="Ana",
                reporter="Luc", created="2026-02-19T19:31:00", updated="2026-08-20T07:31:00", description="Pourquoi",
                labels=("api",), estimate="5", parent="PAI-1",
                links=(ItemLink(type="is blocked by", key="PAI-7"), ItemLink(type="relates to", key="PAI-8")),
            ),
            ImportedItem(
                key="PAI-3", title="Payer", type="Récit", status="Livré", priority="Haute", assignee="Ana",
                reporter="Luc",
                created="2026-07-19T19:31:00",
            ),
        ),
    ),
    jira(
        "4 German headings and months",
        "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Priorität,Zugewiesene Person,Autor,Erstellt,"
        "Aktualisiert,Beschreibung,Stichwörter,Statuskategorie,Benutzerdefinierte Felder (Story-Punkte),"
        "Benutzerdefinierte Felder (Akzeptanzkriterien),Lösung",
        "Zahlung erstatten,ZAH-2,2,Story,Zu erledigen,Hoch,Ana,Jörg,05/Mär/26 5:03 PM,06/Dez/26 5:03 PM,Warum,api,"
        "Zu erledigen,8,# ganz,",
        "Alte Zahlung,ZAH-3,3,Story,Geprüft,Hoch,,Jörg,05/Mai/26 5:03 PM,,,,Fertig,,,Erledigt",
        "Frage,ZAH-4,4,Story,Abgelehnt,Hoch,,Jörg,,,,,,,,Nicht erledigt",
        language="de",
        items=(
            ImportedItem(
                key="ZAH-2", title="Zahlung erstatten", type="Story", status="Zu erledigen", priority="Hoch",
                assignee="Ana", reporter="Jörg", created="2026-03-05T17:03:00", updated="2026-12-06T17:03:00",
                description="Warum", labels=("api",), estimate="8", acceptance_criteria=("ganz",),
            ),
            ImportedItem(
                key="ZAH-3", title="Alte Zahlung", type="Story", status="Geprüft", priority="Hoch", reporter="Jörg",
                created="2026-05-05T17:03:00", done=True,
            ),
            ImportedItem(
                key="ZAH-4", title="Frage", type="Story", status="Abgelehnt", priority="Hoch", reporter="Jörg",
                done=True
            ),
        ),
    ),
    jira(
        "4 Polish headings, months and links",
        "Podsumowanie,Klucz zgłoszenia,Typ zgłoszenia,Status,Priorytet,Osoba przypisana,Osoba zgłaszająca,Utworzono,"
        "Zaktualizowano,Opis,Etykiety,Kategoria statusu,Pole niestandardowe (Story Points),"
        "Zewnętrzne łącze do zgłoszenia (Blocks),Wewnętrzne łącze zgłoszenia (Blocks)",
        "Zwrot płatności,PLA-2,Historia,W toku,Wysoki,Ana,Jan,12/lut/21 10:19 PM,1/paź/21 10:19 PM,Po co,api,W toku,2,"
        "PLA-8,PLA-9",
        "Stara,PLA-3,Historia,Zamknięte,Wysoki,,Jan,12/gru/21 10:19 PM,,,,Gotowe,,,",
        language="pl",
        items=(
            ImportedItem(
                key="PLA-2", title="Zwrot płatności", type="Historia", status="W toku", priority="Wysoki",
                assignee="Ana",
                reporter="Jan", created="2021-02-12T22:19:00", updated="2021-10-01T22:19:00", description="Po co",
                labels=("api",), estimate="2",
                links=(ItemLink(type="blocks", key="PLA-8"), ItemLink(type="is blocked by", key="PLA-9")),
            ),
            ImportedItem(
                key="PLA-3", title="Stara", type="Historia", status="Zamknięte", priority="Wysoki", reporter="Jan",
                created="2021-12-12T22:19:00", done=True,
            ),
        ),
    ),
    jira(
        "4 Portuguese headings of the navigator, with semicolons",
        "Tipo de item;Chave;Resumo;Responsável;Relator;Prioridade;Status;Criado;Atualizado(a);Categoria do status;"
        "Story Points;Categorias;Descrição",
        "História;PAG-5;Devolver pagamento;Ana;Rui;Alta;A fazer;"
        "22/mai/24 10:26 AM;22/out/24 10:26 AM;Itens pendentes;3;api;x",
        "História;PAG-6;Antigo;Ana;Rui;Alta;Implantado;22/set/24 10:26 AM;;Itens concluídos;;;",
        language="pt",
        items=(
            ImportedItem(
                key="PAG-5", title="Devolver pagamento", type="História", status="A fazer", priority="Alta",
                assignee="Ana",
                reporter="Rui", created="2024-05-22T10:26:00", updated="2024-10-22T10:26:00", estimate="3",
                labels=("api",), description="x",
            ),
            ImportedItem(
                key="PAG-6", title="Antigo", type="História", status="Implantado", priority="Alta", assignee="Ana",
                reporter="Rui", created="2024-09-22T10:26:00", done=True,
            ),
        ),
    ),
    jira(
        "5 headings in an unknown language, and somebody names the title",
        "Yhteenveto,Avain,Tunnus,Tyyppi,Tila,Prioriteetti,Vastuuhenkilö,Ilmoittaja,Luotu,Päivitetty,Kuvaus,"
        "Mukautettu kenttä (Story Points),Mukautettu kenttä (Epic Link),Sprint",
        *(f"Hyvitys {number},PAY-{number},{number},"
          f"Tarina,Avoin,,Ana,Ben,1/tammi/26,,x,{number},PAY-9,S" for number in (1, 2)),
        language=None,
        mapping={"title": "Yhteenveto", "status": "Tila"},
        items=tuple(
            ImportedItem(key=f"PAY-{number}", title=f"Hyvitys {number}", status="Avoin", estimate=str(number),
            parent="PAY-9")
            for number in (1, 2)
        ),
    ),
)  # fmt: skip
