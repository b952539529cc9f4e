import LeadModel
import TerminalKit

/// One entry of the log as lines.
struct EntryText {
  let row: LogRow
  let context: DrawContext

  /// 64 digits in two halves, so that narrow screens break them in the middle.
  static func hash(_ digits: String) -> StyledText {
    StyledText("\(digits.prefix(32)) \(digits.dropFirst(32))", .muted)
  }

  var lines: [DocumentLine] {
    var lines = [
      DocumentLine.heading(row.kind.rawValue, note: "entry \(Spell.count(row.seq))"),
      context.pair("at", StyledText(context.clock.full(row.at) + "  \(row.at)")),
      context.pair("by", StyledText(row.actor)), context.pair("as", StyledText(row.role)),
      context.pair("about", StyledText(row.subject)),
      context.pair("hash", Self.hash(row.hash)), .blank,
    ]
    if let decision = row.kind.isDecision ? DecisionPayload.read(row.payload) : nil {
      lines += [.heading("The decision"), DocumentLine(StyledText(decision.sentence)), .blank]
      lines += TraceLines(decision: decision, context: context).lines + [.blank]
    }
    return lines + [.heading("What it records")] + JSONText.lines(row.payload)
  }
}

/// JSON as lines that people can read: one value a line, in the order in which it was written.
enum JSONText {
  /// The lines of a JSON text. Text that is no JSON comes out in some shape or other.
  static func lines(_ json: String) -> [DocumentLine] {
    var lines: [DocumentLine] = []
    var line = ""
    var depth = 0
    var isText = false
    var isEscaped = false
    func end() {
      guard !line.trimmingBlanks.isEmpty else { return }
      let indent = String(repeating: "  ", count: min(depth, 20))
      lines.append(
        DocumentLine(styled(indent + line.trimmingBlanks), indent: min(depth, 20) * 2 + 4))
      line = ""
    }
    for character in json {
      if isText {
        line.append(character)
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isText = false
        }
        continue
      }
      switch character {
      case "\"":
        isText = true
        line.append(character)
      case "{", "[":
        end()
        depth += 1
      case "}", "]":
        end()
        depth = max(0, depth - 1)
      case ",": end()
      case ":": line += ": "
      default: if !character.isWhitespace { line.append(character) }
      }
    }
    end()
    return lines
  }

  /// The name fainter than its value.
  private static func styled(_ line: String) -> StyledText {
    if line.hasSuffix("\":") { return StyledText(line.filter { $0 != "\"" }, .muted) }
    guard let colon = line.firstRange(of: "\": ") else { return StyledText(unquoted(line)) }
    let name = line[..<colon.lowerBound].filter { $0 != "\"" }
    let value = String(line[colon.upperBound...])
    return StyledText([Span(name + ": ", .muted), Span(unquoted(value))])
  }

  private static func unquoted(_ text: String) -> String {
    let isWhole = text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
    return isWhole ? String(text.dropFirst().dropLast()) : text
  }
}
