import LeadModel

/// How a report is handed over.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// Tables for a terminal or a printer.
  case text
  case json
  case csv
  /// One self-contained page with charts.
  case html
}

extension Report {
  /// The report in a format, ending with a line end. The same report gives the same bytes.
  ///
  /// `width` is what text may take up, in columns. Cells of CSV that a spreadsheet would run as a formula
  /// are defused, except where `raw`.
  public func rendered(
    as format: ReportFormat, width: Int = 80, raw: Bool = false
  ) -> String {
    switch format {
    case .text: TextReport.lines(self, width: width).joined(separator: "\n") + "\n"
    case .json: JSONReport.text(self) + "\n"
    case .csv: CSVReport(raw: raw).text(self)
    case .html: HTMLReport.text(self)
    }
  }

  /// Whether any figure crossed its line.
  public var isBreached: Bool { rows.contains(where: \.breached) }
}
