import LeadModel

/// Leads as JSON objects: the web form with its own types, every other system with its header names
/// as keys and texts as values.
enum JSONLines {
  static func lines(_ leads: [SampleLead], _ dialect: SampleDialect) -> [UInt8] {
    Array(leads.map { object($0, dialect) + "\n" }.joined().utf8)
  }

  static func array(_ leads: [SampleLead], _ dialect: SampleDialect) -> [UInt8] {
    Array(("[\n  " + leads.map { object($0, dialect) }.joined(separator: ",\n  ") + "\n]\n").utf8)
  }

  private static func object(_ lead: SampleLead, _ dialect: SampleDialect) -> String {
    let members: [(String, String)] =
      dialect == .webform
      ? form(lead)
      : dialect.columns.compactMap { column in
        let text = dialect.text(of: column.cell, in: lead)
        return text.isEmpty ? nil : (column.header, quoted(text))
      }
    return "{" + members.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
  }

  /// Milliseconds since 1970, numbers as numbers, products as a list, and the form's own matters
  /// that no routing needs.
  private static func form(_ lead: SampleLead) -> [(String, String)] {
    var members: [(String, String)] = [
      ("id", quoted(SampleDialect.webform.recordID(of: lead))),
      ("submitted_at", String(lead.submittedAt.milliseconds)),
    ]
    for field in LeadField.allCases {
      guard let text = lead[field] else { continue }
      switch field {
      case .products:
        let items = text.split(whereSeparator: { ";,".contains($0) })
        members.append(
          ("products", "[" + items.map { quoted(String($0).trimmed) }.joined(separator: ", ") + "]")
        )
      case .employees, .score:
        members.append((field.rawValue, Int(text).map { String($0) } ?? quoted(text)))
      default: members.append((field.rawValue, quoted(text)))
      }
    }
    members.append(("consent", lead.number % 5 == 0 ? "false" : "true"))
    members.append(("utm", "{\"medium\": \"web\", \"term\": null}"))
    return members
  }

  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
