"""What all tables share: one catalogue, how its parts are named, and the key of what belongs to one session."""

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

METADATA: MetaData = SQLModel.metadata
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class OfSession(SQLModel):
    """The first part of the key of what belongs to one session."""

    session_id: int = Field(primary_key=True, foreign_key="session.id")
