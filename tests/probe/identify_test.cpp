// SPDX-License-Identifier: Apache-2.0
// What a listener of WS-Man says of itself.
#include <catch2/catch.hpp>

#include "probe/identify.hpp"

using namespace wmireach;

// The example of DSP0226 and the form in which Windows answers, as MS-WSMV 3.1.4.1.31.1 has it.
TEST_CASE("an answer to Identify is read by local names") {
  const auto windows = probe::read_identity(
      R"(<s:Envelope xml:lang="en-US" xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body><wsmid:IdentifyResponse xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">)"
      R"(<wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion><wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor>)"
      R"(<wsmid:ProductVersion>OS: 0.0.0 SP: 0.0 Stack: 3.0</wsmid:ProductVersion></wsmid:IdentifyResponse></s:Body></s:Envelope>)");
  REQUIRE(windows);
  CHECK(windows->protocol == "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd");
  CHECK(windows->vendor == "Microsoft Corporation");
  CHECK(windows->version == "OS: 0.0.0 SP: 0.0 Stack: 3.0");
  CHECK(probe::read_identity("<IdentifyResponse><ProtocolVersion lang='en'>x</ProtocolVersion></IdentifyResponse>")->protocol == "x");
}

TEST_CASE("what is no answer to Identify is none, and a value gives the terminal no orders") {
  for (const char* body : {"", "<html>It works!</html>", "<a:ProtocolVersion", "<a:ProtocolVersion>", "<a:ProtocolVersion></a:ProtocolVersion>", "ProtocolVersion>x<", "<a:MyProtocolVersion>x</a:MyProtocolVersion>"}) {
    INFO(body);
    CHECK_FALSE(probe::read_identity(body));
  }
  CHECK(probe::read_identity("<a:ProtocolVersion>\x1b[2J</a:ProtocolVersion>")->protocol == "?[2J");
  CHECK(probe::read_identity("<a:ProtocolVersion>" + std::string(5000, 'x') + "</a:ProtocolVersion>")->protocol.size() == 120);
}
