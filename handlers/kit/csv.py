"""CSV as French spreadsheets open it: UTF-8 with a byte order mark; nothing typed becomes a formula."""

BYTE_ORDER_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: str) -> str:
    """What somebody typed, as text whatever the spreadsheet (OWASP, "CSV Injection")."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
