import Desk
import Intake
import LeadModel
import Settings
import TerminalKit

/// The maps of exports for a terminal.
struct MapText {
  private let result: ColumnMaps.Result
  private let basis: String
  private let offers: Bool
  private let width: Int

  /// `offers` says that the block is not being written now.
  init(_ result: ColumnMaps.Result, basis: String, offers: Bool, width: Int? = Terminal.width) {
    self.result = result
    self.basis = basis
    self.offers = offers
    self.width = max(60, width ?? 80)
  }

  /// Everything, without a blank line at the end.
  var lines: [String] {
    var all: [String] = []
    for case (_, .success(let map)) in result.files {
      if !all.isEmpty { all.append("") }
      all += lines(of: map)
    }
    let block = block
    return all + (all.isEmpty || block.isEmpty ? block : [""] + block)
  }

  private func lines(of map: ExportMap) -> [String] {
    var all = wrapped(head(map), indent: "")
    if let other = map.lookAlike {
      all += wrapped("This looks like \(other.table), not like leads: \(other.remedy).", indent: "")
    } else if let refusal = map.refusal {
      let what = map.shape.header == nil ? "reject every record of it" : "refuse it"
      all += wrapped("Intake would \(what): \(refusal).", indent: "")
    }
    all += [""] + columns(map)
    all += section("Why", reasons(map, written: true))
    all += section("Perhaps (not written)", reasons(map, written: false))
    if map.lookAlike == nil {
      if !map.fields.isEmpty { all += [""] + fields(map) }
      all += section(
        "Missing", map.missing.map { ($0.fields.map(\.rawValue).joined(separator: ", "), $0.then) })
    }
    all += section("Notes", notes(map).map { ("", $0) })
    return all
  }

  private func head(_ map: ExportMap) -> String {
    let shape = map.shape
    var parts = ["\(Self.grouped(map.rows)) row\(map.rows == 1 ? "" : "s")"]
    if map.coverage.rejected > 0 {
      parts.append("\(Self.grouped(map.coverage.rejected)) would be rejected")
    }
    parts.append(shape.kind)
    parts.append(shape.encoding.rawValue)
    return "\(Sanitizer.clean(map.file)): \(parts.joined(separator: ", "))"
  }

  // MARK: Tables

  private func columns(_ map: ExportMap) -> [String] {
    let rows = map.columns.map { column -> [String] in
      let perhaps = column.field == nil ? column.suggestions.first : nil
      return [
        column.name.isEmpty ? "(no name)" : column.name,
        column.field?.rawValue ?? perhaps.map { $0.field.rawValue + "?" } ?? "",
        perhaps == nil ? column.known.words : "perhaps",
        Self.percent(column.filled, of: map.rows),
        column.examples.joined(separator: " · "),
      ]
    }
    let titles = ["column", "field", "how", "full", "examples"]
    let taken = [1, 2, 3].map { at in
      ([titles] + rows).map { TextWidth.columns(Sanitizer.clean($0[at])) }.max() ?? 0
    }.reduce(0, +)
    let longest = ([titles] + rows).map { TextWidth.columns(Sanitizer.clean($0[0])) }.max() ?? 0
    // Four gaps of two; examples have a third of the page at least, names what they need of the rest.
    let free = width - taken - 8
    let name = min(longest, max(12, free - width / 3))
    let examples = max(10, free - name)
    return TextTable(
      titles, right: [3],
      rows: rows.map { row in
        [TextWidth.clip(Sanitizer.clean(row[0]), to: name)] + row[1...3]
          + [TextWidth.clip(Sanitizer.clean(row[4]), to: examples)]
      }
    ).lines
  }

  private func fields(_ map: ExportMap) -> [String] {
    let leads = map.coverage.leads
    let label = map.fields.map(\.field.rawValue.utf8.count).max() ?? 0
    let head =
      TextWidth.pad("field", to: label) + "  full  read  from"
    var all = [head]
    for field in map.fields {
      let figures =
        TextWidth.pad(field.field.rawValue, to: label) + "  "
        + TextWidth.pad(Self.percent(field.filled, of: leads), to: 4, align: .right) + "  "
        + TextWidth.pad(
          field.read.map { field.filled == 0 ? "–" : Self.percent($0, of: field.filled) } ?? "",
          to: 4, align: .right)
      let blank = String(repeating: " ", count: TextWidth.columns(figures) + 2)
      var texts = [field.columns.map(Sanitizer.clean).joined(separator: ", else ")]
      if !field.doubts.isEmpty { texts.append(doubts(field)) }
      for (place, text) in texts.enumerated() {
        let lines = wrapped(text, indent: blank)
        all += place == 0 ? [figures + "  " + (lines.first ?? "").dropFirst(blank.count)] : lines
        if place == 0 { all += lines.dropFirst() }
      }
    }
    return all.map(\.trimmedEnd)
  }

  private func doubts(_ field: ExportMap.Field) -> String {
    let texts = field.doubts.map { "\"\(Sanitizer.clean($0.text))\" (\(Self.grouped($0.rows)))" }
    let remedy = field.field.remedy.map { ": \($0)" } ?? ""
    return "not read: \(texts.joined(separator: ", "))\(remedy)"
  }

  // MARK: Sections

  private func reasons(_ map: ExportMap, written: Bool) -> [(String, String)] {
    let added = Set(result.additions.map { FieldMap.key($0.header) })
    return map.columns.flatMap { column in
      column.suggestions.filter { _ in added.contains(FieldMap.key(column.name)) == written }
        .map { suggestion in
          (
            "\(TextWidth.clip(Sanitizer.clean(column.name), to: 30)) = \(suggestion.field.rawValue)",
            suggestion.why
          )
        }
    }
  }

  private func notes(_ map: ExportMap) -> [String] {
    map.notes + map.coverage.rejections
      + (map.lookAlike == nil && !map.fields.isEmpty ? ["read by \(basis)"] : [])
  }

  /// A title and indented lines, each under its own subject where it has one.
  private func section(_ title: String, _ items: [(subject: String, text: String)]) -> [String] {
    if items.isEmpty { return [] }
    var all = ["", title]
    for (subject, text) in items {
      let whole = subject.isEmpty ? text : "\(subject): \(text)"
      let lines = wrapped(whole, indent: "    ")
      all += ["  " + (lines.first ?? "").dropFirst(4)] + lines.dropFirst()
    }
    return all
  }

  private func wrapped(_ text: String, indent: String) -> [String] {
    TextWidth.wrap(Sanitizer.clean(text), width: max(20, width - indent.count)).map { indent + $0 }
  }

  /// The suggestions as lines for `signalbox.toml`.
  private var block: [String] {
    if result.additions.isEmpty { return [] }
    let title =
      offers
      ? "For signalbox.toml (--write puts it there):" : "The suggestions, for signalbox.toml:"
    return [title, "", "[intake.columns]"] + ColumnsWriter.lines(result.additions)
  }

  /// What was written, and what makes it count.
  static func lines(of written: ColumnMaps.Written) -> [String] {
    if written.added.isEmpty {
      return ["", "Nothing to write: \(written.file) is as it was."]
    }
    let count = written.added.count
    return [
      "",
      "Wrote \(count) name\(count == 1 ? "" : "s") under [intake.columns] of \(written.file).",
      "A running host takes \(count == 1 ? "it" : "them") up with: signalbox reload",
    ]
  }

  // MARK: Figures

  /// Rounded down, so that 100 % are all; a few of many are not none.
  static func percent(_ count: Int, of total: Int) -> String {
    guard total > 0 else { return "–" }
    if count > 0, count * 100 < total { return "<1%" }
    return "\(count * 100 / total)%"
  }

  /// `1,204`.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var at = digits.count - 3
    while at > 0 {
      digits.insert(",", at: at)
      at -= 3
    }
    return String(digits)
  }
}

extension ExportMap.Known {
  fileprivate var words: String {
    switch self {
    case .builtIn: "built in"
    case .settings: "settings"
    case .suggested: "suggested"
    case .unknown: "extra"
    }
  }
}

extension FileShape {
  /// `CSV with semicolons`.
  fileprivate var kind: String {
    switch (format, delimiter) {
    case (.json, _): "JSON"
    case (.ndjson, _): "NDJSON"
    case (_, UInt8(ascii: ";")): "CSV with semicolons"
    case (_, 9): "TSV"
    default: "CSV"
    }
  }
}

extension LeadField {
  /// How values are to be written, for fields where that is the usual trouble.
  fileprivate var remedy: String? {
    switch self {
    case .country: "other spellings go into [countries] aliases of rules.toml"
    case .language: "write \"de\" or \"German\""
    case .products: "further names go into aliases of [[product]] in rules.toml"
    case .region: "other spellings go into aliases of [[region]] in rules.toml"
    case .segment: "only ids and names of [[segment]] in rules.toml are known"
    case .employees: "write \"120\", \"51-200\" or \"10,000+\""
    case .revenue: "write \"1200000\" or \"1.2M\", in the currency of rules.toml"
    case .submittedAt, .enrichedAt, .assignedAt, .firstContactAt, .meetingAt:
      "write \"2026-03-02\" or \"2026-03-02T09:15:00Z\""
    default: nil
    }
  }
}
