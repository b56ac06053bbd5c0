// SPDX-License-Identifier: Apache-2.0
// Facts, evidence and verdicts in words. Message style: docs/message-style.md.
#pragma once

#include <string>

#include "analyzer/verdict.hpp"
#include "import/statements.hpp"
#include "rules/derived/evidence.hpp"
#include "rules/fact_frame.hpp"

namespace wmireach::cli {

// A rule's message with its {placeholders} filled in from the facts.
std::string fill(std::string_view message, rules::FactFrame& frame);

// "true", "pkt-privacy", "unknown".
std::string value_text(rules::Slot slot, const model::Fact& fact);

// "stated at /hosts/KIOSK/os, line 12", "default of the release (S4-08)", "derived from target.os, target.edition".
std::string origin_text(rules::Slot slot, rules::FactFrame& frame);

// "/hosts/KIOSK/os, line 12"; "/hosts/KIOSK/os, by a change" of what an overlay states; empty where it is nowhere.
std::string place_text(const model::Estate& estate, model::LocationId where);

// "no trust: a.example <- b.example".
std::string evidence_text(const rules::Evidence& evidence, const model::Estate& estate);

// Where a missing fact is to be stated: "/hosts/KIOSK/os".
std::string where_to_state(rules::Slot slot, rules::FactFrame& frame);

// "S4-23: Setting up a Remote WMI Connection, DCOM Settings (documented)"; the id alone when there is no such statement.
std::string source_text(const import::Statements& statements, std::string_view id);

// "0x80070005 E_ACCESSDENIED".
std::string error_text(std::uint32_t code);

// "MON1 -> KIOSK as KIOSK\reader, get-wmiobject, root\cimv2".
std::string request_text(rules::FactFrame& frame);

// "target.uac.enabled of KIOSK".
std::string subject_text(rules::Slot slot, rules::FactFrame& frame);

}  // namespace wmireach::cli
