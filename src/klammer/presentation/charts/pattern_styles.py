# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules for pattern pictures in files of their own: the colours of the pages on white."""

STYLES = (
    ".compare text{font-family:'Fira Sans',Carlito,Arial,sans-serif;font-size:13px;fill:#53565d}"
    ".compare .grid{stroke:#d6d7da;stroke-width:1;fill:none}.compare .end{text-anchor:end}"
    ".compare .middle{text-anchor:middle}.compare .label{font-weight:600;fill:#171a23}"
    ".compare .title{fill:#171a23}.compare .name{font-size:12px}"
    ".compare .halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    ".compare .tick{stroke:#171a23;stroke-width:1.5;stroke-dasharray:4 3;fill:none}"
    ".compare .dot{fill:#b7e4f1;stroke:#2b829e;stroke-width:1}"
    ".funnel .limit{fill:none;stroke:#1f5f75;stroke-width:1.5}"
    ".funnel .limit--outer{stroke-dasharray:6 4}.funnel .target{fill:none;stroke:#171a23;"
    "stroke-width:1.5}.funnel .dot--out{fill:#4aa5c0;stroke:#1b6279}"
    ".funnel .dot--far{fill:#12485a;stroke:#fff;stroke-width:.5}"
    ".moran .zero{stroke:#53565d;stroke-width:1.25}.moran .more-1{fill:#bba4e1;stroke:#171a23}"
    ".moran .more-2{fill:#5e3999;stroke:#fff}.moran .less-1{fill:#d5db8d;stroke:#171a23}"
    ".moran .less-2{fill:#888d29;stroke:#fff}.compare .dot.dot--own{fill:#171a23;stroke:#fff}"
    ".lorenz .equal{fill:none;stroke:#53565d;stroke-width:1.25}.lorenz .curve{fill:none;"
    "stroke:#12485a;stroke-width:3;stroke-linejoin:round}.lorenz .curve--2{stroke:#4aa5c0;"
    "stroke-width:2.25}.lorenz .curve--3{stroke:#53565d;stroke-width:2;stroke-dasharray:6 4}"
    ".lorenz .curve--4{stroke:#53565d;stroke-width:2;stroke-dasharray:1 5;stroke-linecap:round}"
    ".types .zero{stroke:#53565d;stroke-width:1;fill:none}.types .bar--open{fill:#b7e4f1}"
    ".types .bar--sure{fill:#1b6279}.tree .branch{fill:none;stroke:#1f5f75;stroke-width:2}"
    ".type-1{fill:#0f6f92}.type-2{fill:#e0a458}.type-3{fill:#74409a}.type-4{fill:#7cb98a}"
    ".type-5{fill:#a64b2a}.type-6{fill:#b5c0e6}.type-7{fill:#1f5f4a}.type-8{fill:#8e9198}"
)
