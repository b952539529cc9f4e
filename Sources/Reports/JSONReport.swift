import LeadModel

/// A report as one JSON object: `report`, `from`, `to`, `rows`, then what goes with them. Keys stand in a
/// fixed order, absent values are `null`, instants are UTC.
public enum JSONReport {
  public static func text(_ report: Report) -> String {
    var out = JSONText()
    out.open("{")
    out.member("report", report.name)
    out.member("from", report.from.description)
    out.member("to", report.to.description)
    out.list("rows", report.rows + report.details) { row, out in figure(row, &out) }
    out.list("sections", report.sections) { section, out in
      out.open("{")
      out.member("title", section.title)
      out.list("columns", section.columns) { column, out in out.value(column) }
      out.list("rows", section.rows) { row, out in
        out.open("[")
        for cell in row { out.value(cell) }
        out.close("]")
      }
      out.close("}")
    }
    out.list("notes", report.notes) { note, out in out.value(note) }
    out.member("zone", report.zone)
    if let zone = report.hoursZone { out.member("hours_zone", zone) }
    if let currency = report.currency { out.member("currency", currency) }
    out.key("log")
    out.open("{")
    out.key("entries")
    out.raw(report.entries.map { "\($0)" } ?? "null")
    out.member("head", report.head)
    out.close("}")
    out.close("}")
    return out.text
  }

  private static func figure(_ row: Report.Figure, _ out: inout JSONText) {
    out.open("{")
    out.member("figure", row.figure)
    out.key("by")
    out.open("{")
    for term in row.by { out.member(term.name, term.value) }
    out.close("}")
    out.key("value")
    out.raw(row.value.map(number) ?? "null")
    out.key("count")
    out.raw("\(row.count)")
    out.key("few")
    out.raw("\(row.few)")
    out.key("threshold")
    out.raw(row.threshold.map(number) ?? "null")
    out.key("breached")
    out.raw("\(row.breached)")
    out.close("}")
  }

  /// The shortest digits that mean this number, whole ones without a point; what is no number is null.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), value.magnitude < 9e15 { return "\(Int64(value))" }
    return "\(value)"
  }
}

/// JSON written from left to right.
struct JSONText {
  private(set) var text = ""
  /// Whether a comma goes before the next value or key.
  private var needsComma = false

  mutating func open(_ bracket: Character) {
    separate()
    text.append(bracket)
    needsComma = false
  }

  mutating func close(_ bracket: Character) {
    text.append(bracket)
    needsComma = true
  }

  mutating func key(_ name: String) {
    value(name)
    text.append(":")
    needsComma = false
  }

  mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { value(text) } else { raw("null") }
  }

  mutating func list<Element>(
    _ name: String, _ elements: [Element], _ body: (Element, inout JSONText) -> Void
  ) {
    key(name)
    open("[")
    for element in elements { body(element, &self) }
    close("]")
  }

  /// What is JSON already.
  mutating func raw(_ json: String) {
    separate()
    text += json
    needsComma = true
  }

  mutating func value(_ value: String) {
    separate()
    text.append("\"")
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text.append("\"")
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { text.append(",") }
  }
}
