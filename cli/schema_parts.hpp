// SPDX-License-Identifier: Apache-2.0
// Building blocks of the JSON Schemas. Each describes what one function of import/cursor.hpp or import/fact_reader.hpp
// accepts; a schema may be laxer than its reader (a name that does not exist), never stricter.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "rules/vocabulary.hpp"

namespace wmireach::cli::schemas {

using Schema = nlohmann::ordered_json;
using Names = std::vector<std::string>;

// The head of a schema file.
Schema document(std::string_view title, std::string_view description);

Schema reference(std::string_view definition);  // one of the same file
// A definition that every document with `object` in it has to have: "found_in".
Schema found_in();
Schema text(std::string_view description);
Schema truth(std::string_view description);  // true or false, nothing else
Schema choice(std::string_view description, const Names& values);
Schema list(std::string_view description, Schema items);
Schema strings(std::string_view description);  // Cursor::strings: a string or an array of strings
Schema described(std::string_view description, Schema schema);

// Cursor::object: these keys and no other, but "note" and "$schema".
Schema object(std::string_view description, Schema properties, std::initializer_list<std::string_view> required = {});
// Cursor::members: keys are names, each value has the form of `each`.
Schema named(std::string_view description, Schema each);

// An object of a result: it always has every key but the optional ones, and later versions may add keys.
Schema record(std::string_view description, Schema properties, const Names& optional = {});
Schema or_null(std::string_view description, Schema form);
Schema whole_number(std::string_view description);

// import::read_value.
Schema value(const rules::Type& type);
Schema or_unknown(std::string_view description, Schema form);
// A stored fact of a scenario: its meaning, how to look at it, and what counts where it is left out.
Schema fact(const rules::FactDefinition& definition);
// "anonymous: the target does not learn who calls; ..."; empty where the names say it all.
std::string values_text(const rules::Type& type);

Schema fact_name();   // any fact, with its role
Schema stage();
Schema error_code();  // model::parse_error_code
Schema verdict(std::string_view description);

}  // namespace wmireach::cli::schemas
