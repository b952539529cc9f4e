import LeadModel

/// Numbers as people read them, the same in every language setting.
public enum FigureText {
  /// So many places after the point, rounded half away from zero.
  public static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = Int64(scaled)
    let sign = value < 0 && digits != 0 ? "-" : ""
    guard places > 0 else { return sign + grouped(digits) }
    let fraction = String(digits % Int64(scale))
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(sign)\(grouped(digits / Int64(scale))).\(zeros)\(fraction)"
  }

  /// `41,203`.
  public static func grouped(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude))
    var out = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }

  /// A value in its unit: `87 %`, `41 min`, `2 h 05`, `3.2 days`.
  public static func value(_ value: Double, _ unit: Report.Unit) -> String {
    switch unit {
    case .count: decimal(value, places: value == value.rounded() ? 0 : 1)
    case .share: share(value)
    case .seconds: "\(decimal(value, places: value < 10 ? 1 : 0)) s"
    case .minutes: minutes(value)
    case .days: "\(decimal(value, places: 1)) d"
    case .perThousand, .perWeek: decimal(value, places: 1)
    // Estimates: the hundredths of large ones say nothing.
    case .money: decimal(value, places: value.magnitude < 100 && value != value.rounded() ? 2 : 0)
    }
  }

  /// Whole per cents, but never a rounding to all or nothing.
  private static func share(_ value: Double) -> String {
    let percent = value * 100
    if percent > 0, percent < 1 || percent > 99, percent != 100 {
      return "\(decimal(percent, places: 1)) %"
    }
    return "\(decimal(percent, places: 0)) %"
  }

  private static func minutes(_ value: Double) -> String {
    guard value >= 90 else { return "\(decimal(value, places: value < 10 ? 1 : 0)) min" }
    let whole = Int64(value.rounded())
    let minutes = whole % 60
    return "\(grouped(whole / 60)) h \(minutes < 10 ? "0" : "")\(minutes)"
  }
}
