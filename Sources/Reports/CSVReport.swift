import LeadModel

/// A report as CSV by RFC 4180: the figures, then each list with a header of its own after an empty line.
public struct CSVReport: Sendable {
  private let raw: Bool

  /// Unless `raw`, a cell that a spreadsheet would run as a formula gets an apostrophe in front.
  public init(raw: Bool = false) { self.raw = raw }

  private static let figures = [
    "report", "from", "to", "figure", "by", "value", "count", "few", "threshold", "breached",
    "unit", "log_entries", "log_head",
  ]

  public func text(_ report: Report) -> String {
    var out = row(Self.figures)
    for figure in report.rows + report.details {
      let by = figure.by.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
      out += row([
        report.name, report.from.description, report.to.description, figure.figure, by,
        figure.value.map(JSONReport.number) ?? "", "\(figure.count)", "\(figure.few)",
        figure.threshold.map(JSONReport.number) ?? "", "\(figure.breached)",
        figure.unit == .money ? report.currency ?? "money" : figure.unit.rawValue,
        report.entries.map { "\($0)" } ?? "", report.head ?? "",
      ])
    }
    for section in report.sections {
      out += "\r\n" + row(["list"] + section.columns)
      for cells in section.rows { out += row([section.title] + cells) }
    }
    if !report.notes.isEmpty {
      out += "\r\n" + row(["note"])
      for note in report.notes { out += row([note]) }
    }
    return out
  }

  private func row(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  private func cell(_ text: String) -> String {
    let text = raw || !Self.isFormula(text) ? text : "'" + text
    let needsQuotes = text.utf8.contains {
      $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D
    }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  /// Whether a spreadsheet would take the text for a formula: by its first byte, since a mark that combines
  /// with it would hide it from a look at characters. Numbers with a sign are none.
  static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "-"): return Double(text) == nil
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 0x09, 0x0D: return true
    default: return false
    }
  }
}
