import LeadModel

extension Datasets {
  private static let rangeColumns = [
    DatasetColumn("start", required: true), DatasetColumn("end", required: true),
    DatasetColumn("country", required: true),
  ]

  /// `geo/ip-country.csv`, sorted by start. Ranges that overlap, run backwards or mix the two
  /// families are problems.
  public static func ipRanges(
    _ bytes: [UInt8], file: String = "ip-country.csv", limits: IntakeLimits = IntakeLimits()
  ) -> DatasetReading<IPRange> {
    var table = DatasetTable(bytes, file: file, columns: rangeColumns, limits: limits)
    var ranges: [(range: IPRange, row: Int)] = []
    ranges.reserveCapacity(table.rows.count)
    for (number, row) in table.rows.enumerated() {
      let start = table.address(row, 0, "start")
      let end = table.address(row, 1, "end")
      let country = table.country(row, 2, "country")
      guard let start, let end, let country else { continue }
      if start.isV4 != end.isV4 {
        table.report(row, "end", row.cells[1], "is not of the same family as \"start\"")
      } else if end < start {
        table.report(row, "end", row.cells[1], "is before \"start\" (\(quoted(row.cells[0])))")
      } else {
        ranges.append((IPRange(start: start, end: end, country: country), number))
      }
    }
    ranges.sort { ($0.range.start, $0.row) < ($1.range.start, $1.row) }
    checkOverlaps(ranges, &table)
    return table.reading(ranges.map(\.range))
  }

  private static func checkOverlaps(
    _ ranges: [(range: IPRange, row: Int)], _ table: inout DatasetTable
  ) {
    var furthest: (range: IPRange, row: Int)?
    for (range, number) in ranges {
      if let before = furthest, range.start <= before.range.end {
        let row = table.rows[number]
        table.report(
          row, "start", row.cells[0],
          "overlaps the range on line \(table.rows[before.row].line)")
      }
      if furthest.map({ $0.range.end < range.end }) ?? true { furthest = (range, number) }
    }
  }
}
