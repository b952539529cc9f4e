import LeadModel

/// Internet domains: of websites, email addresses and accounts.
enum DomainForm {
  /// Whether the bytes have a dot and no empty label.
  static func isDomain(_ text: some Collection<UInt8>) -> Bool {
    var labels = 1
    var length = 0
    for byte in text {
      if byte == UInt8(ascii: ".") {
        if length == 0 { return false }
        labels += 1
        length = 0
      } else {
        length += 1
      }
    }
    return length > 0 && labels > 1
  }

  /// The host of a website as people write it: lower case, without scheme, user, `www.`, port, path
  /// or final dot. nil when what is left is no domain.
  static func host(ofWebsite text: String) -> String? {
    var text = text
    let plain = text.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x80 } ? Plain(host: host(ofASCII: bytes)) : nil
    }
    return plain.map(\.host) ?? host(ofUnicode: text)
  }

  /// What the bytes of a text said, where they were enough to tell.
  private struct Plain { var host: String? }

  /// The usual case, told from the bytes alone.
  private static func host(ofASCII bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var host = bytes[...]
    if let end = endOfScheme(host) {
      host = host[end...]
    } else if host.starts(with: "//".utf8) {
      host = host.dropFirst(2)
    }
    if let end = host.firstIndex(where: { endsHost.contains($0) }) { host = host[..<end] }
    if let user = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(user + 1)...] }
    if let port = host.firstIndex(of: UInt8(ascii: ":")) { host = host[..<port] }
    if host.count >= 4, host[host.startIndex + 3] == UInt8(ascii: "."),
      host.prefix(3).allSatisfy({ $0 | 0x20 == UInt8(ascii: "w") })
    {
      host = host.dropFirst(4)
    }
    if host.last == UInt8(ascii: ".") { host = host.dropLast() }
    guard isDomain(host), !host.contains(UInt8(ascii: " ")) else { return nil }
    return String(unsafeUninitializedCapacity: host.count) { text in
      for (index, byte) in host.enumerated() {
        text[index] = (65...90).contains(byte) ? byte | 0x20 : byte
      }
      return host.count
    }
  }

  /// Where what stands after the first `://` begins.
  private static func endOfScheme(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var at = bytes.startIndex
    while at + 2 < bytes.endIndex {
      if bytes[at] == UInt8(ascii: ":"), bytes[at + 1] == UInt8(ascii: "/"),
        bytes[at + 2] == UInt8(ascii: "/")
      {
        return at + 3
      }
      at += 1
    }
    return nil
  }

  /// Any text, character by character.
  static func host(ofUnicode text: String) -> String? {
    var rest = Folding.lowercased(text)[...]
    if let scheme = rest.range(of: "://") {
      rest = rest[scheme.upperBound...]
    } else if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
    }
    if let end = rest.utf8.firstIndex(where: { Self.endsHost.contains($0) }) { rest = rest[..<end] }
    if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
    if let port = rest.firstIndex(of: ":") { rest = rest[..<port] }
    if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
    if rest.hasSuffix(".") { rest = rest.dropLast() }
    guard isDomain(rest.utf8), !rest.utf8.contains(UInt8(ascii: " ")) else { return nil }
    return String(rest)
  }

  private static let endsHost = Array("/?#\\".utf8)

  /// The most bytes of a domain (RFC 1035 §2.3.4).
  static let longest = 253

  /// The domain and its parents, longest first, down to two labels. What is longer than a domain can be
  /// has only those parents that are not, so that a text of dots costs no more than its length.
  static func withParents(_ domain: String) -> some Sequence<Substring> {
    sequence(first: domain[...]) { current in
      guard let dot = current.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      let parent = current[current.utf8.index(after: dot)...]
      return parent.utf8.contains(UInt8(ascii: ".")) ? parent : nil
    }
    .lazy.drop { $0.utf8.count > longest }
  }

  /// What stands after the last dot.
  static func topLevel(of domain: String) -> Substring {
    guard let dot = domain.utf8.lastIndex(of: UInt8(ascii: ".")) else { return domain[...] }
    return domain[domain.utf8.index(after: dot)...]
  }
}

extension StringProtocol {
  /// Where a short ASCII text first stands.
  fileprivate func range(of pattern: String) -> Range<Index>? {
    let wanted = Array(pattern.utf8)
    var at = utf8.startIndex
    while at != utf8.endIndex {
      if utf8[at...].starts(with: wanted) { return at..<utf8.index(at, offsetBy: wanted.count) }
      at = utf8.index(after: at)
    }
    return nil
  }
}
