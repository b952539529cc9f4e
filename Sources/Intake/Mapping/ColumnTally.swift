import LeadModel

/// What was seen of one column of a file.
public struct ColumnTally: Sendable, Equatable {
  /// The header as written, or the key of a JSON object.
  public let name: String
  /// Rows in which it says something; placeholders such as `n/a` say nothing.
  public private(set) var filled = 0
  /// The first distinct values, at most three, shortened and without control characters.
  public private(set) var examples: [String] = []
  /// Rows in which it holds an object or a list of objects, which intake keeps as it is written.
  public private(set) var nested = 0

  /// Rows in which it holds a list of texts.
  private(set) var lists = 0

  /// Values whose shape was looked at: the first ones.
  private(set) var sampled = 0
  private var shapes = [Int](repeating: 0, count: ValueShapes.count)
  private var distinct: Set<UInt64> = []
  /// Of them, those that are the number of their row, from 1 or from 0.
  private var running = 0

  /// More values would tell nothing new and cost their time in every row.
  private static let mostSampled = 1000

  /// Whether a field has to be found for it; only then the look of its values matters.
  private let isUnknown: Bool

  init(name: String, isUnknown: Bool) {
    self.name = name
    self.isUnknown = isUnknown
  }

  /// Takes the value of one row.
  mutating func take(_ text: String, naIsAnswer: Bool) {
    if Placeholder.isMissing(text, naIsAnswer: naIsAnswer) { return }
    filled += 1
    guard sampled < Self.mostSampled else { return }
    sampled += 1
    look(at: text)
  }

  /// Takes the items of a list, which intake reads for products only.
  mutating func takeList(_ items: [String]) {
    lists += 1
    take(items.joined(separator: ";"), naIsAnswer: false)
  }

  /// Takes a value that is an object or a list of objects.
  mutating func takeNested(_ source: String) {
    filled += 1
    nested += 1
    keep(source)
  }

  private mutating func look(at text: String) {
    if let number = Int(text), number == filled || number == filled - 1 { running += 1 }
    guard isUnknown || examples.count < 3 else { return }
    let start = String(Substring(text.unicodeScalars.prefix(300))).trimmed
    keep(start)
    guard isUnknown else { return }
    distinct.insert(Self.hash(text))
    var bits = ValueShapes(of: start).rawValue
    while bits != 0 {
      shapes[bits.trailingZeroBitCount] += 1
      bits &= bits - 1
    }
  }

  private mutating func keep(_ text: String) {
    guard examples.count < 3 else { return }
    let example = Excerpt.of(text)
    if !examples.contains(example) { examples.append(example) }
  }

  /// FNV-1a, which gives the same on every run.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8.prefix(4096) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// Of the values looked at, those with any of the shapes. Exact for shapes that exclude each other,
  /// which those asked for together do.
  func count(of wanted: ValueShapes) -> Int {
    var sum = 0
    for bit in 0..<ValueShapes.count where wanted.rawValue & 1 << UInt32(bit) != 0 {
      sum += shapes[bit]
    }
    return min(sum, sampled)
  }

  /// Percent of the values looked at; 0 where there are none.
  func share(of wanted: ValueShapes) -> Int {
    sampled == 0 ? 0 : count(of: wanted) * 100 / sampled
  }

  /// Whether it holds nothing but the number of each row.
  var countsRows: Bool { sampled > 1 && running * 10 >= sampled * 9 }

  /// Distinct values among those looked at.
  var distinctCount: Int { distinct.count }
}

/// A text of somebody else's, short and fit for a line of a terminal.
enum Excerpt {
  /// At most this many scalars; combining marks count, so no value makes a tower.
  private static let length = 40

  /// White space and line ends as one space, control and format characters as a replacement sign.
  static func of(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var count = 0
    var isGap = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        isGap = count > 0
        continue
      }
      if count >= length {
        kept.append("…")
        break
      }
      if isGap { kept.append(" ") }
      count += isGap ? 2 : 1
      isGap = false
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned: kept.append("\u{FFFD}")
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }
}
