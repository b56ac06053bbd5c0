// SPDX-License-Identifier: Apache-2.0
// The only file that knows libpcap.
#include "capture/read_capture.hpp"

#include <pcap/pcap.h>

#include <cstdio>
#include <memory>

#include "capture/conversations.hpp"
#include "capture/packet.hpp"

namespace wmireach::capture {
namespace {

struct Close {
  void operator()(pcap_t* file) const { pcap_close(file); }
};
using Open = std::unique_ptr<pcap_t, Close>;

CaptureProblem cannot_be_read(const std::string& why) {
  return {"the packet capture cannot be read: " + why, "a capture in the pcap or pcapng form, as tcpdump, dumpcap and Wireshark write them"};
}

}  // namespace

ReadCapture read_capture(dcerpc::View file) {
  if (file.empty()) return {std::nullopt, cannot_be_read("it is empty")};
  // Read only: the bytes are not written to.
  std::FILE* const stream = fmemopen(const_cast<std::uint8_t*>(file.data()), file.size(), "rb");
  if (stream == nullptr) return {std::nullopt, cannot_be_read("there is no memory for it")};
  char why[PCAP_ERRBUF_SIZE] = "";
  const Open open(pcap_fopen_offline(stream, why));
  if (!open) {
    std::fclose(stream);
    return {std::nullopt, cannot_be_read(why)};
  }
  const int link_type = pcap_datalink(open.get());
  if (!is_known_link_type(link_type)) {
    const char* const name = pcap_datalink_val_to_name(link_type);
    return {std::nullopt, CaptureProblem{"the packets of the capture are of link type " + (name != nullptr ? std::string(name) : std::to_string(link_type)) + ", which is not known here",
                                         "capture on an Ethernet, loopback or 'any' interface"}};
  }
  Conversations conversations;
  ReadCapture read;
  for (;;) {
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    const int result = pcap_next_ex(open.get(), &header, &bytes);
    if (result == 1) {
      conversations.add(decode_packet(link_type, {bytes, header->caplen}), static_cast<std::int64_t>(header->ts.tv_sec) * 1'000'000 + header->ts.tv_usec);
      continue;
    }
    if (result != PCAP_ERROR_BREAK) read.problem = CaptureProblem{"the packet capture breaks off: " + std::string(pcap_geterr(open.get())), "what stands before is read"};
    break;
  }
  read.capture = conversations.finish();
  return read;
}

}  // namespace wmireach::capture
