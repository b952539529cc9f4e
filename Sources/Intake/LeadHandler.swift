import LeadModel

/// Makes rows and objects into lead records.
struct LeadHandler: RecordHandler {
  private struct Column {
    var name: String
    /// nil goes to the record's extra columns.
    var field: LeadField?
    /// ``LeadField/index`` of the field, or −1.
    var index: Int
    /// Whether another column of the file means the same field.
    var isShared: Bool
  }

  private let map: FieldMap
  private var columns: [Column] = []
  /// The keys of the object before, by place, and what they mean.
  private var lastKeys: [(key: String, field: LeadField?)] = []
  /// What other keys mean.
  private var knownKeys: [String: LeadField?] = [:]

  init(map: FieldMap) { self.map = map }

  /// Whether a row that has nothing but this field is still about somebody.
  static func isIdentifying(_ field: LeadField) -> Bool {
    switch field {
    case .id, .email, .phone, .company, .firstName, .lastName, .name: true
    default: false
    }
  }

  private static let identifyingIndexes = LeadField.allCases.filter(isIdentifying).map(\.index)
  private let fieldCount = LeadField.allCases.count
  private static let noIdentity =
    "the row has none of email, phone, company, name and id"

  mutating func header(_ names: [String]) {
    let fields = names.map(map.field(named:))
    columns = zip(names, fields).map { name, field in
      Column(
        name: name, field: field, index: field?.index ?? -1,
        isShared: field != nil && fields.count { $0 == field } > 1)
    }
  }

  mutating func row(_ row: TableRow, into batch: inout LeadBatch) {
    var extra: [ExtraField] = []
    // Made in place: copying an array of missing values costs more than reading the row.
    let values = [String?](unsafeUninitializedCapacity: fieldCount) { values, count in
      values.initialize(repeating: nil)
      count = fieldCount
      for at in row.fields.indices {
        guard let text = row.text(at) else { continue }
        let index = columns[at].index
        if index < 0 {
          extra.append(ExtraField(name: columns[at].name, value: text))
        } else if columns[at].isShared {
          Self.put(text, in: &values[index], field: columns[at].field)
        } else {
          values[index] = text
        }
      }
    }
    guard Self.hasIdentity(values) else {
      let fields = RejectedRow.fields(row.texts)
      note(
        Finding(
          severity: .rowRejected, origin: row.origin, reason: Self.noIdentity, row: fields),
        into: &batch)
      return
    }
    batch.records.append(
      LeadRecord(values: values, extra: extra, isShort: row.isShort, origin: row.origin))
  }

  mutating func object(
    _ members: [JSONMember], source: UnsafeBufferPointer<UInt8>, origin: Origin,
    into batch: inout LeadBatch
  ) {
    var values = [String?](repeating: nil, count: fieldCount)
    var extra: [ExtraField] = []
    for (at, member) in members.enumerated() {
      let field = self.field(of: member.key, at: at)
      switch member.value {
      case .missing: continue
      case .text(let text):
        if text.isEmpty { continue }
        if let field {
          Self.put(text, in: &values[field.index], field: field)
        } else {
          extra.append(ExtraField(name: member.key, value: text))
        }
      case .list(let items, let source):
        if field == .products {
          if !items.isEmpty {
            Self.put(
              items.joined(separator: ";"), in: &values[LeadField.products.index], field: field)
          }
        } else {
          extra.append(ExtraField(name: member.key, value: source))
        }
      case .nested(let source): extra.append(ExtraField(name: member.key, value: source))
      }
    }
    guard Self.hasIdentity(values) else {
      note(
        Finding(
          severity: .rowRejected, origin: origin, reason: Self.noIdentity,
          row: .bytes(Array(source))),
        into: &batch)
      return
    }
    batch.records.append(LeadRecord(values: values, extra: extra, origin: origin))
  }

  mutating func note(_ finding: Finding, into batch: inout LeadBatch) {
    batch.findings.append(finding)
  }

  /// Of several columns for one field, the first that is not missing counts; with none, the first.
  private static func put(_ text: String, in slot: inout String?, field: LeadField?) {
    let naIsAnswer = field == .country || field == .region
    guard let present = slot else {
      slot = text
      return
    }
    if Placeholder.isMissing(present, naIsAnswer: naIsAnswer),
      !Placeholder.isMissing(text, naIsAnswer: naIsAnswer)
    {
      slot = text
    }
  }

  private static func hasIdentity(_ values: [String?]) -> Bool {
    identifyingIndexes.contains { index in
      values[index].map { !Placeholder.isMissing($0) } ?? false
    }
  }

  private mutating func field(of key: String, at place: Int) -> LeadField? {
    // Objects of one file mostly have their keys in one order.
    if place < lastKeys.count, lastKeys[place].key == key { return lastKeys[place].field }
    let field = meaning(of: key)
    if place < lastKeys.count {
      lastKeys[place] = (key, field)
    } else if place == lastKeys.count {
      lastKeys.append((key, field))
    }
    return field
  }

  private mutating func meaning(of key: String) -> LeadField? {
    if let known = knownKeys[key] { return known }
    let field = map.field(named: key)
    if knownKeys.count < 4096 { knownKeys[key] = .some(field) }
    return field
  }
}
