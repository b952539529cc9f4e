import LeadModel

/// One line of an iCalendar file (RFC 5545): `NAME;PARAMETER=VALUE:VALUE`, put together again where it was
/// folded.
struct CalendarLine: Sendable {
  /// In upper case.
  var name: String
  /// Names and values in upper case, values without their quotation marks.
  var parameters: [String: String]
  /// As written.
  var value: String
  /// Where it begins in the file, from 1.
  var line: Int

  /// As much as it takes to find it again.
  var text: String { "\(name):\(value)" }
}

/// The lines of an iCalendar file.
struct CalendarText {
  private(set) var lines: [CalendarLine] = []
  /// The first line that is no text in UTF-8.
  private(set) var damagedLine: Int?
  /// What the file begins with, when that is no line of a calendar.
  private(set) var foreignBeginning: String?

  /// Lines end with CRLF, LF or CR. One that begins with a space or a tab goes on where the one before it
  /// ended, which may be within a character. Lines without a colon say nothing.
  init(_ bytes: [UInt8]) {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    for (unfolded, line) in Self.unfolded(content) {
      guard unfolded.withUnsafeBufferPointer({ UTF8Scan.firstInvalid($0) }) == nil else {
        if damagedLine == nil { damagedLine = line }
        continue
      }
      let text = String(decoding: unfolded, as: UTF8.self)
      if let property = Self.property(text, line: line) {
        lines.append(property)
      } else if lines.isEmpty, foreignBeginning == nil {
        foreignBeginning = text
      }
    }
  }

  private static func unfolded(_ content: ArraySlice<UInt8>) -> [(bytes: [UInt8], line: Int)] {
    var lines: [(bytes: [UInt8], line: Int)] = []
    let lineFeed = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    let end = content.contains(lineFeed) ? lineFeed : carriageReturn
    let written = content.split(separator: end, omittingEmptySubsequences: false)
    for (at, var line) in written.enumerated() {
      if line.last == carriageReturn { line = line.dropLast() }
      if let first = line.first, first == 0x20 || first == 0x09, !lines.isEmpty {
        lines[lines.count - 1].bytes += line.dropFirst()
      } else if !line.isEmpty {
        lines.append((Array(line), at + 1))
      }
    }
    return lines
  }

  /// A colon or semicolon inside a quoted parameter ends nothing.
  private static func property(_ text: String, line: Int) -> CalendarLine? {
    var head: [String] = [""]
    var inQuotes = false
    var at = text.startIndex
    while at < text.endIndex, inQuotes || text[at] != ":" {
      switch text[at] {
      case "\"": inQuotes.toggle()
      case ";" where !inQuotes: head.append("")
      default: head[head.count - 1].append(text[at])
      }
      at = text.index(after: at)
    }
    let name = head[0].trimmed.uppercased()
    guard at < text.endIndex, !name.isEmpty else { return nil }
    var parameters: [String: String] = [:]
    for parameter in head.dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      if pair.count == 2 {
        parameters[String(pair[0]).uppercased()] = String(pair[1]).uppercased()
      }
    }
    return CalendarLine(
      name: name, parameters: parameters, value: String(text[text.index(after: at)...]).trimmed,
      line: line)
  }
}

extension CalendarLine {
  /// The value as people read it: without backslashes, line breaks as spaces; nil when nothing is left.
  var plainText: String? {
    var plain = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        plain.append(character == "n" || character == "N" ? " " : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        plain.append(character)
      }
    }
    let text = plain.trimmed
    return text.isEmpty ? nil : text
  }
}
