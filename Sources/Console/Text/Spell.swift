import LeadModel

/// Figures as the console writes them; countdowns have a fixed width so that columns stand still.
enum Spell {
  /// The columns of every countdown.
  static let countdownWidth = 7

  /// Time left, negative when overdue: `03:40`, `-04:12`, `5h07m`, `-12h30m`, `3d04h`.
  static func countdown(_ milliseconds: Int64) -> String {
    let seconds = floorSeconds(milliseconds)
    let sign = seconds < 0 ? "-" : ""
    let left = seconds.magnitude
    if left < 100 * 60 { return sign + two(left / 60) + ":" + two(left % 60) }
    if left < 100 * 3600 { return sign + "\(left / 3600)h" + two(left / 60 % 60) + "m" }
    let days = left / 86_400
    return days < 100
      ? sign + "\(days)d" + two(left / 3600 % 24) + "h" : sign + "\(min(days, 99_999))d"
  }

  /// Time left without seconds while there is plenty: `59m`, `1h40m`, but `03:40` and `-04:12`.
  /// Long lists stand still by it, and a screen of them costs little each second.
  static func calmCountdown(_ milliseconds: Int64) -> String {
    let isPlenty = milliseconds >= 10 * 60_000 && milliseconds < 100 * 60_000
    return isPlenty ? "\(milliseconds / 60_000)m" : countdown(milliseconds)
  }

  /// Time left in minutes, negative when overdue: `3m`, `-4m`, `5h07m`.
  static func minutes(_ milliseconds: Int64) -> String {
    let text = age(Int64(milliseconds.magnitude) / 60_000 * 60_000)
    let whole = text == "0s" ? "0m" : text
    return milliseconds < 0 ? "-" + whole : whole
  }

  /// How long ago: `0s`, `45s`, `12m`, `1h12m`, `3d04h`.
  static func age(_ milliseconds: Int64) -> String {
    let seconds = UInt64(max(0, milliseconds / 1000))
    switch seconds {
    case ..<60: return "\(seconds)s"
    case ..<3600: return "\(seconds / 60)m"
    case ..<86_400: return "\(seconds / 3600)h" + two(seconds / 60 % 60) + "m"
    default: return "\(seconds / 86_400)d" + two(seconds / 3600 % 24) + "h"
    }
  }

  /// A whole number with groups of three: `41,203`.
  static func count(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return number < 0 ? "-" + result : result
  }

  /// A share in whole percent, `–` when nothing was due yet.
  static func percent(_ attainment: Attainment) -> String {
    guard attainment.due > 0 else { return "–" }
    // Rounded down: 100 % only when every clock was met.
    return "\(max(0, attainment.met) * 100 / attainment.due)%"
  }

  /// `E-0193`
  static func escalation(_ number: Int64) -> String {
    let digits = String(number)
    return "E-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
  /// `exception 12`
  static func exception(_ number: Int64) -> String { "exception \(number)" }
  /// `change 7`
  static func change(_ number: Int64) -> String { "change \(number)" }
  /// The text with its first letter upper case.
  static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// Days until an instant, begun ones counted: `14 d`, `today` on the last.
  static func days(_ milliseconds: Int64) -> String {
    let days = (max(0, milliseconds) + Instant.day - 1) / Instant.day
    return days <= 1 ? (milliseconds < 0 ? "past" : "1 d") : "\(days) d"
  }

  /// `1 lead`, `2 leads`.
  static func plural(_ number: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
    count(number) + " " + (number == 1 ? one : many ?? one + "s")
  }

  private static func two(_ number: UInt64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  private static func floorSeconds(_ milliseconds: Int64) -> Int64 {
    let seconds = milliseconds / 1000
    return milliseconds % 1000 < 0 ? seconds - 1 : seconds
  }
}
