import LeadModel

/// How full the fields of an export's leads are, and how far their values can be read.
public struct FieldCoverage: Sendable {
  /// A text that could not be read, and in how many rows it stood.
  public struct Doubt: Sendable, Equatable {
    /// Shortened and without control characters.
    public var text: String
    /// Rows; of texts that came late in a file with very many different ones, fewer than there are.
    public var rows: Int
  }

  /// Rows that make leads.
  public private(set) var leads = 0
  /// Rows that do not.
  public private(set) var rejected = 0
  /// What was wrong with the first of those.
  public private(set) var rejections: [String] = []

  private var filled = [Int](repeating: 0, count: LeadField.allCases.count)
  private var unread = [Int](repeating: 0, count: LeadField.allCases.count)
  private var texts = [[String: Int]](repeating: [:], count: LeadField.allCases.count)

  /// So many different texts are counted for each field.
  private static let mostTexts = 1000

  /// Nothing yet.
  public init() {}

  /// Counts what a piece of the file gave; `notRead` tells the values of a record that routing could
  /// make nothing of.
  public mutating func take(
    _ batch: LeadBatch, notRead: (LeadRecord) -> [(field: LeadField, text: String)]
  ) {
    for finding in batch.findings where finding.severity == .rowRejected {
      rejected += 1
      if rejections.count < 3 { rejections.append(finding.description) }
    }
    for record in batch.records {
      leads += 1
      for at in record.values.indices {
        if let text = record.values[at],
          !Placeholder.isMissing(text, naIsAnswer: Self.isPlace[at])
        {
          filled[at] += 1
        }
      }
      let doubts = notRead(record)
      if !doubts.isEmpty {
        count(
          doubts.filter {
            !Placeholder.isMissing($0.text, naIsAnswer: Self.isPlace[$0.field.index])
          })
      }
    }
  }

  /// By ``LeadField/index``, whether `NA` says something in the field.
  private static let isPlace = LeadField.allCases.map { $0 == .country || $0 == .region }

  /// A row counts once however many of its items are not known.
  private mutating func count(_ doubts: [(field: LeadField, text: String)]) {
    for (place, doubt) in doubts.enumerated() {
      let at = doubt.field.index
      if !doubts[..<place].contains(where: { $0.field == doubt.field }) { unread[at] += 1 }
      let text = Excerpt.of(doubt.text)
      if texts[at][text] != nil || texts[at].count < Self.mostTexts {
        texts[at][text, default: 0] += 1
      }
    }
  }

  /// Leads in which the field says something.
  public func filled(_ field: LeadField) -> Int { filled[field.index] }

  /// Leads in which what it says can be read.
  public func read(_ field: LeadField) -> Int { filled[field.index] - unread[field.index] }

  /// The texts that were not understood, most often found first, then in byte order.
  public func doubts(_ field: LeadField, most: Int = 3) -> [Doubt] {
    texts[field.index].map { Doubt(text: $0, rows: $1) }
      .sorted { a, b in
        a.rows != b.rows ? a.rows > b.rows : a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
      }
      .prefix(most).map(\.self)
  }
}
