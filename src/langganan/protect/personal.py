"""Which stored text is about a person, and what it is kept for.

Every text field of every table is named here, as `Table.field`, on one of the two lists; a test compares
them with the tables there are. Logs, the lake and audit lines hold none of the personal ones.
"""

from __future__ import annotations

from collections.abc import Mapping

from langganan.words import mark

KNOWING = mark("To know whose orders these are.")
REACHING = mark("To reach the customer where they asked or agreed to be reached.")
REMEMBERING = mark("To remember what the customer told the shop.")
MENDING = mark("To mend a file that was imported, or to take it out again.")
LOGGING_IN = mark("To let the people who work in the shop, and nobody else, log in.")
WRITING = mark("To suggest words to write to the customer.")
GROUPING = mark("To speak to several customers about the same thing.")

PERSONAL: Mapping[str, str] = {
    "Customer.ref": KNOWING,
    "Customer.name": KNOWING,
    "Customer.phone": REACHING,
    "Customer.email": REACHING,
    "Order.ref": KNOWING,
    "Note.text": REMEMBERING,
    "Task.why": WRITING,
    "Task.message": WRITING,
    "Recommendation.reason": WRITING,
    "Audience.name": GROUPING,
    "Audience.how": GROUPING,
    "ImportBatch.file_name": MENDING,
    "ImportBatch.summary": MENDING,
    "ImportBatch.problem": MENDING,
    "RejectedRow.reason": MENDING,
    "RejectedRow.cells": MENDING,
    "BeforeImage.value": MENDING,
    "BeforeImage.written": MENDING,
    "User.username": LOGGING_IN,
    "User.password": LOGGING_IN,
    "User.first_name": LOGGING_IN,
    "User.last_name": LOGGING_IN,
    "User.email": LOGGING_IN,
    "Session.session_data": LOGGING_IN,
    "Session.session_key": LOGGING_IN,
} | {
    f"{table}.{field}": LOGGING_IN
    for table in ("AccessAttempt", "AccessFailureLog", "AccessLog")
    for field in ("user_agent", "ip_address", "username", "http_accept", "path_info")
} | {
    "AccessAttempt.get_data": LOGGING_IN,
    "AccessAttempt.post_data": LOGGING_IN,
    "AccessLog.session_hash": LOGGING_IN,
}  # fmt: skip
"""What it is kept for, by field."""

NOT_PERSONAL = frozenset(
    {
        "AuditLine.detail", "AuditLine.subject", "AuditLine.verb",
        "BeforeImage.field", "BeforeImage.table",
        "ContentType.app_label", "ContentType.model", "Group.name", "Permission.codename", "Permission.name",
        "CustomerInsight.group", "CustomerInsight.group_before", "CustomerInsight.habits",
        "CustomerInsight.like_categories", "CustomerInsight.likes", "CustomerInsight.segment",
        "CustomerInsight.shopify", "CustomerInsight.state",
        "Figure.code", "Figure.facts",
        "ImportBatch.layout", "ImportBatch.sha256", "ImportBatch.state", "ImportBatch.stored_as",
        "Order.channel", "OrderLine.kind",
        "Product.category", "Product.name", "Product.sku",
        "ProductInsight.alike", "ProductInsight.buyers", "ProductInsight.together", "ProductInsight.trend",
        "ProductInsight.weeks",
        "Recommendation.kind",
        "Refresh.facts", "Refresh.problem", "Refresh.state",
        "RejectedRow.column", "RememberedLayout.headers_sha256", "RememberedLayout.layout",
        "ShopInsight.code", "ShopInsight.facts",
        "Shop.currency", "Shop.language", "Shop.name", "Shop.source_note", "Shop.zone",
        "Task.kind", "TaskOutcome.kind", "TaskOutcome.outcome", "TaskOutcome.reason",
        "User.language",
    }
)  # fmt: skip
"""Settings, numbers, codes, goods: nothing about a person that their number alone would not say."""

QUEUES = ("OrmQ", "Task", "Success", "Failure", "Schedule")
"""Tables of the job queue: jobs are given row numbers only."""
