# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which INKAR columns the demo data set carries, and the variable each becomes.

Columns for men and women (a_GSa_m, a_GSa_f) become one variable with the breakdown sex.
"""

import re
from dataclasses import dataclass

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Column:
    """One column of an INKAR file and the variable and sex it holds."""

    domain: str
    kuerzel: str
    variable: str
    sex: str = "_T"


def variable_of(kuerzel: str) -> str:
    """`a_ewfBG_u25_` → `inkar_a_ewfbg_u25`: lower case, no umlauts, no trailing line."""
    return "inkar_" + re.sub(r"[^a-z0-9]+", "_", kuerzel.lower().translate(UMLAUTS)).strip("_")


def _plain(domain: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(domain, name, variable_of(name)) for name in names)


def _by_sex(domain: str, total: str, *, men: str, women: str) -> tuple[Column, ...]:
    variable = variable_of(total)
    found = [(total, "_T"), (men, "M"), (women, "F")]
    return tuple(Column(domain, name, variable, sex) for name, sex in found if name)


MEDICAL = "medizinische_und_soziale_versorgung"

# Those on basic income support: published for counties and municipalities alike.
_SGB_II = (
    "q_PBG_bev",
    "q_newfBGu15_bev",
    "a_ewfBG",
    "a_ewfBG_allein",
    "a_ewfBG_u25_",
    "a_ewfBG_55um_",
    "a_ewfBG_f",
    "a_BG1P",
)

COUNTIES = (
    *_by_sex("bildung", "a_schul_oA", men="a_schul_oA_m", women="a_schul_oA_w"),
    *_by_sex("bildung", "a_schul_abi", men="a_schul_abi_m", women="a_schul_abi_w"),
    *_by_sex("bildung", "a_schul_haupt", men="a_schul_haupt_m", women="a_schul_haupt_w"),
    *_by_sex("bildung", "a_schul_real", men="a_schul_real_m", women="a_schul_real_w"),
    *_plain("bildung", "a_sch_a", "q_azubi_1525", "q_auspl", "q_stud_1825"),
    *_plain(
        MEDICAL,
        "a_betr0003_bev0003",
        "a_betr0306_bev0306",
        "a_gbetr0003_bev0003",
        "a_gbetr0306_bev0306",
        "a_kb_IgEinr",
        "a_kb_aus",
        "q_kb_Pers",
        "q_pfl",
        "a_pfl_amb",
        "a_pfl_geld",
        "a_pfl_st",
        "q_pflpl_bev",
        "q_pers_pd_pfl",
        "q_pers_ph_pfl",
        "q_hausarzt_bev",
        "q_ärzte_bev",
        "q_internist_bev",
        "q_kinderarzt_kinder",
        "q_betten_bev",
    ),
    *_plain("siedlungsstruktur", "q_bev_fl", "a_bevd150_", "q_bevsva_qkm"),
    *_by_sex("sozialleistungen", "a_GSa", men="a_GSa_m", women="a_GSa_f"),
    *_plain(
        "sozialleistungen",
        "a_sMin",
        "q_SGBII",
        *_SGB_II,
        "a_BG5um",
        "a_BGKind",
        "a_HHwg",
        "d_Wohngeld_Lstg",
        "d_Unterkunft_Lstg",
        "q_asyl_bev",
        "a_eg_m",
        "q_va_kinder",
    ),
    *_plain("wirtschaft", "q_bip_ew", "a_betr_kleinst", "q_uinsolv_betr", "q_übern_bev"),
)

MUNICIPALITIES = (
    *_plain("siedlungsstruktur", "q_bev_fl", "a_bevd150_", "q_bevsva_qkm"),
    *_plain(
        "sozialleistungen",
        *_SGB_II,
        "a_BGKind",
        "a_ALGII_SGBII",
        "a_Unterkunft_SGBII",
    ),
    *_plain(MEDICAL, "q_hausarzt_bev", "q_ärzte_bev"),
    *_plain("wirtschaft", "q_übern_bev"),
)
