"""The words of trackers, in several languages, for items that are done or open.

All are written as `casefold_key` returns them: small letters, without accents.
"""

FINISHED = frozenset(
    {"done", "closed", "complete", "completed", "resolved", "fixed", "released", "rejected", "declined", "cancelled"}
    | {"canceled", "archived", "won't do", "won’t do", "won't fix", "won’t fix", "wontfix", "duplicate", "obsolete"}
    | {"abandoned", "removed", "merged", "delivered", "accepted"}
    # Spanish
    | {"hecho", "listo", "lista", "finalizado", "finalizada", "terminado", "terminada", "completado", "completada"}
    | {"cerrado", "cerrada", "resuelto", "resuelta", "cancelado", "cancelada", "rechazado", "rechazada", "descartado"}
    | {"descartada", "entregado", "entregada", "duplicado", "duplicada"}
    # French
    | {"termine", "terminee", "fini", "finie", "ferme", "fermee", "clos", "close", "cloture", "cloturee", "resolu"}
    | {"resolue", "annule", "annulee", "rejete", "rejetee", "refuse", "refusee", "livre", "livree", "abandonne"}
    # German
    | {"fertig", "erledigt", "abgeschlossen", "geschlossen", "gelost", "behoben", "abgelehnt", "abgebrochen"}
    | {"verworfen", "zuruckgewiesen", "duplikat", "ausgeliefert", "archiviert"}
    # Polish
    | {"gotowe", "zrobione", "ukonczone", "zakonczone", "zamkniete", "zamkniety", "rozwiazane", "rozwiazany"}
    | {"odrzucone", "odrzucony", "anulowane", "anulowany", "duplikat", "wdrozone"}
    # Portuguese
    | {"concluido", "concluida", "itens concluidos", "feito", "feita", "fechado", "fechada", "resolvido", "resolvida"}
    | {"rejeitado", "rejeitada", "entregue", "descartado"}
)
"""Statuses, resolutions and status categories of items that are done."""
OPEN = frozenset(
    {"to do", "todo", "open", "new", "backlog", "in progress", "doing", "started", "unstarted", "in review", "active"}
    | {"tareas por hacer", "por hacer", "pendiente", "abierto", "abierta", "nuevo", "nueva", "en curso", "en progreso"}
    | {"a faire", "ouvert", "ouverte", "nouveau", "nouvelle", "en cours"}
    | {"zu erledigen", "offen", "neu", "in arbeit", "in bearbeitung", "aufgaben"}
    | {"do zrobienia", "otwarte", "nowe", "w toku", "w trakcie"}
    | {"itens pendentes", "tarefas pendentes", "a fazer", "pendente", "aberto", "aberta", "novo", "em andamento"}
    | {"em progresso"}
)
"""Statuses and status categories of items that are open."""
UNRESOLVED = frozenset(
    {"", "unresolved", "none", "-", "sin resolver", "no resuelto", "non resolu", "non resolue", "nicht erledigt"}
    | {"unerledigt", "ungelost", "nierozwiazane", "nierozstrzygniete", "nao resolvido", "nao resolvida", "sem solucao"}
)
"""Resolutions of items that are not resolved."""
NO = frozenset({"", "false", "no", "0", "n", "nein", "non", "nie", "nao", "-", "falsch", "faux", "falso"})
"""Cells that mean no."""
