# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The application as granian starts it.

Everything a first request would load is loaded here. Nothing of it is ever garbage: it is not
looked for among it, neither now nor with each request.
"""

import atexit
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klammer_web.config.settings")
gc.disable()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # reason: read once, here and not by the first visitor
gc.freeze()
atexit.register(gc.unfreeze)
gc.set_threshold(50_000, 20, 20)  # a page makes many small things that live as long as it does
gc.enable()

from klammer_web.config import warming  # noqa: E402  # reason: needs the applications

warming.soon()
