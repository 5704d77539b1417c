# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages for those who run things."""

from django.urls import path

from klammer_web.operation import views
from klammer_web.operation.feedback import views as feedback

app_name = "operation"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("post/", views.mails, name="mails"),
    path("post/<uuid:identity>/", views.mail, name="mail"),
    path("post/<uuid:identity>/datei/", views.mail_file, name="mail_file"),
    path("post/<uuid:identity>/termin/<int:number>/", views.mail_calendar, name="mail_calendar"),
    path("post/<uuid:identity>/<slug:deed>/", views.mail_deed, name="mail_deed"),
    path("barrieren/", feedback.barriers, name="barriers"),
    path("barrieren/<uuid:identity>/", feedback.settle, name="barriers_settle"),
    path("arbeiten/", views.jobs, name="jobs"),
    path("arbeiten/<uuid:identity>/<slug:deed>/", views.job_deed, name="job_deed"),
]
