"""What a site may ask, in words."""

from collections.abc import Mapping

from club.gate import GateField, GateFormat
from handlers.words import mark

FIELDS: Mapping[GateField, str] = {
    GateField.BIRTH_DATE: mark("Birth date"),
    GateField.NATIONALITY: mark("Nationality"),
    GateField.ID_NUMBER: mark("Number of the identity document"),
    GateField.VEHICLE: mark("Vehicle registration"),
}
FORMATS: Mapping[GateFormat, str] = {
    GateFormat.EXCEL: mark("Excel file"),
    GateFormat.PDF: mark("PDF, to print"),
}
