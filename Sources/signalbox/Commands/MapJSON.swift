import Desk
import DeskRules
import Intake
import Settings

/// The maps of exports for programs. Counts are rows; absent values are `null`.
enum MapJSON {
  /// One object. `written` is nil without `--write`.
  static func text(
    _ result: ColumnMaps.Result, basis: String, written: ColumnMaps.Written?
  ) -> String {
    JSONText.object { out in
      out.put("files", list: result.files) { file, out in
        switch file.map {
        case .success(let map): put(map, path: file.path, into: &out)
        case .failure(let problem):
          out.put("path", file.path)
          out.put("unreadable", problem.sentence)
        }
      }
      out.put("basis", basis)
      out.put("columns", list: result.additions, put)
      let lines = ColumnsWriter.lines(result.additions)
      out.put(
        "block", lines.isEmpty ? nil : (["[intake.columns]"] + lines).joined(separator: "\n") + "\n"
      )
      out.put("written", json: Array(JSONText.written(written).utf8))
    }
  }

  private static func put(_ column: IntakeSettings.Column, into out: inout Payload) {
    out.put("header", column.header)
    out.put("field", column.field.rawValue)
  }

  private static func put(_ map: ExportMap, path: String, into out: inout Payload) {
    out.put("path", path)
    out.put("unreadable", String?.none)
    out.put("format", map.shape.format.rawValue)
    out.put("encoding", map.shape.encoding.rawValue)
    out.put(
      "delimiter",
      map.shape.header == nil ? nil : String(Character(Unicode.Scalar(map.shape.delimiter))))
    out.put("rows", map.rows)
    out.put("leads", map.coverage.leads)
    out.put("rejected", map.coverage.rejected)
    out.put("rejections", texts: map.coverage.rejections)
    out.put("refusal", map.refusal)
    out.put("looks_like", map.lookAlike?.table)
    out.put("columns", list: map.columns) { column, out in
      out.put("column", column.name)
      out.put("known", column.known.rawValue)
      out.put("field", column.field?.rawValue)
      out.put("filled", column.filled)
      out.put("examples", texts: column.examples)
      out.put("suggestions", list: column.suggestions, put)
    }
    out.put("fields", list: map.fields, put)
    out.put("missing", list: map.missing) { missing, out in
      out.put("fields", texts: missing.fields.map(\.rawValue))
      out.put("then", missing.then)
    }
    out.put("notes", texts: map.notes)
  }

  private static func put(_ suggestion: ColumnSuggestion, into out: inout Payload) {
    out.put("field", suggestion.field.rawValue)
    out.put("confidence", suggestion.confidence.rawValue)
    out.put("why", suggestion.why)
  }

  private static func put(_ field: ExportMap.Field, into out: inout Payload) {
    out.put("field", field.field.rawValue)
    out.put("columns", texts: field.columns)
    out.put("filled", field.filled)
    out.put("read", field.read.map { Int64($0) })
    out.put("not_read", list: field.doubts) { doubt, out in
      out.put("text", doubt.text)
      out.put("rows", doubt.rows)
    }
  }
}

extension JSONText {
  fileprivate static func written(_ written: ColumnMaps.Written?) -> String {
    guard let written else { return "null" }
    return object { out in
      out.put("file", written.file)
      out.put("added", list: written.added) { column, out in
        out.put("header", column.header)
        out.put("field", column.field.rawValue)
      }
    }
  }
}
