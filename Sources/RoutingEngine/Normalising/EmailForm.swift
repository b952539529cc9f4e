import LeadModel

/// An email address in normal form.
struct EmailForm: Equatable {
  /// Lower case.
  var address: String
  /// What stands after the `@`.
  var domain: String

  /// Takes collapsed text; nil unless it has one `@`, something before it, no white space, and
  /// after it a domain with a dot and no empty label.
  init?(_ text: String) {
    let lower = Folding.lowercased(text)
    let parts = lower.utf8.split(
      separator: UInt8(ascii: "@"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !lower.utf8.contains(UInt8(ascii: " ")),
      DomainForm.isDomain(parts[1])
    else { return nil }
    address = lower
    domain = String(Substring(parts[1]))
  }

  /// The form in which two addresses of one person are equal: local part up to `+`; for Gmail
  /// without dots and with one domain.
  var key: String {
    let folded = Folding.fold(address)
    guard let at = folded.utf8.firstIndex(of: UInt8(ascii: "@")) else { return folded }
    var local = folded[..<at]
    var domain = folded[folded.utf8.index(after: at)...]
    if let plus = local.firstIndex(of: "+"), plus > local.startIndex { local = local[..<plus] }
    let isGmail = domain == "gmail.com" || domain == "googlemail.com"
    if isGmail { domain = "gmail.com" }
    return (isGmail ? local.filter { $0 != "." } : String(local)) + "@" + domain
  }
}
