import LeadModel

/// A report as lines for a terminal or a printer.
public enum TextReport {
  public static func lines(_ report: Report) -> [String] {
    report.rows.map { "\($0.figure)  \($0.value.map { "\($0)" } ?? "–")  (\($0.count))" }
  }
}
