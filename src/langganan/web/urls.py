"""Addresses."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from langganan.web.pages import (
    cohorts,
    customer,
    customers,
    import_one,
    imports,
    login,
    product,
    products,
    refresh,
    settings,
    to_order,
    today,
)

urlpatterns: list[URLPattern] = [
    path("", today.today_page, name="today"),
    path("today/<slug:kind>/<int:subject_id>/finish", today.task_finish, name="task_finish"),
    path("today/outcomes/<int:pk>/reopen", today.task_reopen, name="task_reopen"),
    path("customers/", customers.customers_page, name="customers"),
    path("customers/cohorts/", cohorts.cohorts_page, name="cohorts"),
    path("customers/<int:pk>/", customer.customer_page, name="customer"),
    path("customers/<int:pk>/contact", customer.contact_change, name="contact_change"),
    path("customers/<int:pk>/say", customer.say, name="say"),
    path("customers/<int:pk>/notes", customer.note_add, name="note_add"),
    path("customers/notes/<int:pk>/remove", customer.note_remove, name="note_remove"),
    path("customers/notes/restore", customer.note_restore, name="note_restore"),
    path("products/", products.products_page, name="products"),
    path("products/<int:pk>/", product.product_page, name="product"),
    path("products/<int:pk>/count", product.stock_count, name="stock_count"),
    path("products/<int:pk>/change", product.product_change, name="product_change"),
    path("products/to-order/", to_order.to_order_page, name="to_order"),
    path("products/to-order/add", to_order.to_order_add, name="to_order_add"),
    path("products/to-order/<int:pk>/change", to_order.to_order_change, name="to_order_change"),
    path("products/to-order/<int:pk>/remove", to_order.to_order_remove, name="to_order_remove"),
    path("products/to-order/ordered", to_order.to_order_ordered, name="to_order_ordered"),
    path("products/to-order.csv", to_order.to_order_csv, name="to_order_csv"),
    path("imports/", imports.imports_page, name="imports"),
    path("imports/<int:pk>/", import_one.import_page, name="import_one"),
    path("imports/<int:pk>/correct", import_one.import_correct, name="import_correct"),
    path("imports/<int:pk>/apply", import_one.import_apply, name="import_apply"),
    path("imports/<int:pk>/undo", import_one.import_undo, name="import_undo"),
    path("imports/<int:pk>/discard", import_one.import_discard, name="import_discard"),
    path("imports/<int:pk>/rejects.csv", import_one.import_rejects, name="import_rejects"),
    path("refresh/", refresh.refresh_progress, name="refresh_progress"),
    path("refresh/start", refresh.refresh_start, name="refresh_start"),
    path("settings/", settings.settings_page, name="settings"),
    path("settings/password", settings.password, name="password"),
    path("more/", settings.more, name="more"),
    path("language", login.language, name="language"),
    path("login/", login.LogIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
]
