/// Finds the rows of a CSV text in bytes (RFC 4180), eight bytes at a time.
///
/// A quote counts only as the first character of a field. Rows end with CRLF, LF or CR, mixed as
/// they come; blank lines are no rows. A row that cannot be split costs its first line only: what
/// follows is read line by line up to where the damage was noticed, so that one forgotten quote
/// does not swallow the rows after it, and no field of it is taken for a row that it is not.
struct CSVScanner {
  /// Where a field stands in the bytes, without its quotes.
  struct Field {
    var start: Int32
    var end: Int32
    /// Whether doubled quotes are to be made single.
    var hasDoubledQuotes: Bool
    var isQuoted: Bool
  }

  enum Step {
    /// A row: ``fields``, ``rowStart``, ``rowEnd`` and ``rowLine`` describe it.
    case row
    /// A row that cannot be split; the same properties hold its first line.
    case damaged(Damage)
    /// The bytes end within a row, and more may come.
    case needsMore
    case end
  }

  enum Damage: Error, Equatable {
    case unclosedQuote
    /// Text stands behind the closing quote of the field with that number, from 1.
    case textAfterQuote(field: Int)
  }

  let delimiter: UInt8
  /// Fields past these are counted but not kept.
  let maximumFields: Int
  let maximumRecord: Int

  /// Where the next row begins.
  private(set) var position = 0
  /// The line on which the next row begins, from 1.
  private(set) var line = 1
  /// Quotes may not span lines before this position.
  private var singleLinesUntil = 0

  private(set) var fields: [Field] = []
  /// May be larger than the count of ``fields``.
  private(set) var fieldCount = 0
  private(set) var rowStart = 0
  /// Without the line end.
  private(set) var rowEnd = 0
  private(set) var rowLine = 1
  private(set) var rowHasNUL = false
  /// Whether the row stands in a stretch that was taken for one quoted field at first.
  private(set) var rowFollowsDamage = false
  /// Whether any byte near the row has its high bit set.
  private(set) var rowMayHaveMultibyte = false

  init(delimiter: UInt8, maximumFields: Int, maximumRecord: Int) {
    self.delimiter = delimiter
    self.maximumFields = maximumFields
    self.maximumRecord = maximumRecord
    fields.reserveCapacity(min(maximumFields, 64))
  }

  /// The first byte stands on that line of the file.
  mutating func begin(atLine line: Int) { self.line = line }

  /// Rows up to that position, so many lines, were read by somebody else.
  mutating func skip(to position: Int, lines: Int) {
    self.position = position
    line += lines
  }

  /// The bytes before `count` have been dropped from the front.
  mutating func forget(_ count: Int) {
    position -= count
    singleLinesUntil = max(0, singleLinesUntil - count)
  }

  /// Finds the next row. Eight readable bytes must follow the buffer.
  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Step {
    guard let base = bytes.baseAddress else { return isFinal ? .end : .needsMore }
    let end = bytes.count
    // Blank lines.
    while position < end, base[position] == 10 || base[position] == 13 {
      guard let after = lineEnd(base, position, end, isFinal) else { return .needsMore }
      position = after
      line += 1
    }
    if position >= end { return isFinal ? .end : .needsMore }
    rowStart = position
    rowLine = line
    return splitRow(base, end, isFinal)
  }

  /// The position after the line end at `at`; nil when a CR is the last byte and an LF may follow.
  @inline(__always)
  private func lineEnd(
    _ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ isFinal: Bool
  ) -> Int? {
    if base[at] == 10 { return at + 1 }
    if at + 1 < end { return base[at + 1] == 10 ? at + 2 : at + 1 }
    return isFinal ? at + 1 : nil
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  private mutating func splitRow(
    _ base: UnsafePointer<UInt8>, _ end: Int, _ isFinal: Bool
  ) -> Step {
    let raw = UnsafeRawPointer(base)
    let delimiters = Self.ones &* UInt64(delimiter)
    var seen: UInt64 = 0
    var hasNUL = false
    var linesInQuotes = 0
    var count = 0
    var fieldStart = rowStart
    var at = rowStart
    fields.removeAll(keepingCapacity: true)

    func finishRow(_ rowEnd: Int, _ next: Int) -> Step {
      self.rowEnd = rowEnd
      fieldCount = count
      rowHasNUL = hasNUL
      rowFollowsDamage = rowStart < singleLinesUntil
      rowMayHaveMultibyte = seen & Self.highs != 0
      position = next
      line += linesInQuotes + (next > rowEnd ? 1 : 0)
      return .row
    }

    field: while true {
      // Here a field begins at `at`.
      fieldStart = at
      if at < end, base[at] == 0x22 {
        var quotes = QuotedField()
        switch scanQuoted(base, at, end, isFinal, &quotes) {
        case .closed(let after):
          seen |= quotes.seen
          hasNUL = hasNUL || quotes.hasNUL
          linesInQuotes += quotes.lines
          append(at + 1, after - 1, quotes.hasDoubled, isQuoted: true, number: &count)
          if after >= end {
            return isFinal ? finishRow(end, end) : .needsMore
          }
          let next = base[after]
          if next == delimiter {
            at = after + 1
            continue field
          }
          if next == 10 || next == 13 {
            guard let following = lineEnd(base, after, end, isFinal) else { return .needsMore }
            return finishRow(after, following)
          }
          return damaged(.textAfterQuote(field: count), base, end, isFinal, noticedAt: after)
        case .open(let until): return damaged(.unclosedQuote, base, end, isFinal, noticedAt: until)
        case .needsMore: return .needsMore
        }
      }
      // Specials of a word at a time: delimiters, and control characters up to CR.
      while true {
        let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        seen |= word
        let low = word & Self.lows
        let control = ~((low &+ (Self.ones &* (0x80 - 14))) | word)
        let difference = word ^ delimiters
        let delimited = ~(((difference & Self.lows) &+ Self.lows) | difference | Self.lows)
        var specials = (control | delimited) & Self.highs
        while specials != 0 {
          let special = at + specials.trailingZeroBitCount >> 3
          specials &= specials &- 1
          if special >= end { break }
          let byte = base[special]
          if byte == delimiter {
            append(fieldStart, special, false, isQuoted: false, number: &count)
            fieldStart = special + 1
            if base[fieldStart] == 0x22 {
              at = fieldStart
              continue field
            }
          } else if byte == 10 || byte == 13 {
            append(fieldStart, special, false, isQuoted: false, number: &count)
            guard let following = lineEnd(base, special, end, isFinal) else { return .needsMore }
            return finishRow(special, following)
          } else if byte == 0 {
            hasNUL = true
          }
        }
        at += 8
        if at >= end {
          guard isFinal else { return .needsMore }
          append(fieldStart, end, false, isQuoted: false, number: &count)
          return finishRow(end, end)
        }
      }
    }
  }

  @inline(__always)
  private mutating func append(
    _ start: Int, _ end: Int, _ doubled: Bool, isQuoted: Bool, number: inout Int
  ) {
    number += 1
    guard number <= maximumFields else { return }
    fields.append(
      Field(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
        hasDoubledQuotes: doubled, isQuoted: isQuoted))
  }

  private struct QuotedField {
    var lines = 0
    var seen: UInt64 = 0
    var hasNUL = false
    var hasDoubled = false
  }

  private enum Quoted {
    /// The position after the closing quote.
    case closed(Int)
    /// No closing quote before that position, where looking for it ended for good.
    case open(until: Int)
    case needsMore
  }

  private func scanQuoted(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ isFinal: Bool,
    _ quotes: inout QuotedField
  ) -> Quoted {
    let isSingleLine = start < singleLinesUntil
    let limit = min(end, rowStart + maximumRecord)
    var at = start + 1
    while at < limit {
      let byte = base[at]
      quotes.seen |= UInt64(byte)
      if byte == 0x22 {
        guard at + 1 < end, base[at + 1] == 0x22 else { return .closed(at + 1) }
        quotes.hasDoubled = true
        at += 2
        continue
      }
      if byte < 14 {
        if byte == 10 || byte == 13 && !(at + 1 < end && base[at + 1] == 10) {
          if isSingleLine { return .open(until: at) }
          quotes.lines += 1
        } else if byte == 0 {
          quotes.hasNUL = true
        }
      }
      at += 1
    }
    return limit < end || isFinal || end - rowStart >= maximumRecord
      ? .open(until: limit) : .needsMore
  }

  /// Gives up the row's first line; what follows it is read line by line up to `noticedAt`.
  private mutating func damaged(
    _ damage: Damage, _ base: UnsafePointer<UInt8>, _ end: Int, _ isFinal: Bool, noticedAt: Int
  ) -> Step {
    var at = rowStart
    while at < end, base[at] != 10, base[at] != 13 { at += 1 }
    rowEnd = at
    if at < end {
      guard let following = lineEnd(base, at, end, isFinal) else { return .needsMore }
      at = following
      line += 1
    } else if !isFinal, at - rowStart < maximumRecord {
      return .needsMore
    }
    position = at
    rowFollowsDamage = rowStart < singleLinesUntil
    singleLinesUntil = max(singleLinesUntil, noticedAt)
    fieldCount = 0
    return .damaged(damage)
  }
}
