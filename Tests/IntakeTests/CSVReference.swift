@testable import Intake

/// The slow way to split CSV, byte by byte, to hold the scanner against.
struct CSVReference {
  enum Row: Equatable {
    case fields([[UInt8]], line: Int)
    case damaged([UInt8], line: Int)
  }

  let text: [UInt8]
  let delimiter: UInt8
  private var at = 0
  private var line = 1
  private var singleLinesUntil = 0

  init(_ text: [UInt8], delimiter: UInt8) {
    self.text = text
    self.delimiter = delimiter
  }

  static func rows(_ text: [UInt8], delimiter: UInt8) -> [Row] {
    var reference = CSVReference(text, delimiter: delimiter)
    var rows: [Row] = []
    while let row = reference.next() { rows.append(row) }
    return rows
  }

  private func isLineEnd(_ at: Int) -> Bool { text[at] == 10 || text[at] == 13 }
  private func afterLineEnd(_ at: Int) -> Int {
    text[at] == 13 && at + 1 < text.count && text[at + 1] == 10 ? at + 2 : at + 1
  }

  private mutating func next() -> Row? {
    while at < text.count, isLineEnd(at) {
      at = afterLineEnd(at)
      line += 1
    }
    if at == text.count { return nil }
    let start = at
    let startLine = line
    var fields: [[UInt8]] = []
    while true {
      var field: [UInt8] = []
      if at < text.count, text[at] == 0x22 {
        guard let closed = quoted(&field) else { return damage(start, startLine) }
        at = closed
        if at < text.count, !isLineEnd(at), text[at] != delimiter {
          singleLinesUntil = max(singleLinesUntil, at)
          return damage(start, startLine)
        }
      } else {
        while at < text.count, !isLineEnd(at), text[at] != delimiter {
          field.append(text[at])
          at += 1
        }
      }
      fields.append(field)
      if at == text.count { break }
      if isLineEnd(at) {
        at = afterLineEnd(at)
        line += 1
        break
      }
      at += 1
    }
    return .fields(fields, line: startLine)
  }

  /// The position after the closing quote; nil without one.
  private mutating func quoted(_ field: inout [UInt8]) -> Int? {
    let opened = at
    var place = at + 1
    while place < text.count {
      if text[place] == 0x22 {
        guard place + 1 < text.count, text[place + 1] == 0x22 else { return place + 1 }
        field.append(0x22)
        place += 2
        continue
      }
      if isLineEnd(place) {
        // A CR before an LF belongs to one line end, which is where the LF is.
        let isPair = text[place] == 13 && place + 1 < text.count && text[place + 1] == 10
        if !isPair {
          if opened < singleLinesUntil {
            singleLinesUntil = max(singleLinesUntil, place)
            return nil
          }
          line += 1
        }
      }
      field.append(text[place])
      place += 1
    }
    singleLinesUntil = max(singleLinesUntil, place)
    return nil
  }

  private mutating func damage(_ start: Int, _ startLine: Int) -> Row {
    var end = start
    while end < text.count, !isLineEnd(end) { end += 1 }
    at = end < text.count ? afterLineEnd(end) : end
    line = startLine + (end < text.count ? 1 : 0)
    return .damaged(Array(text[start..<end]), line: startLine)
  }
}
