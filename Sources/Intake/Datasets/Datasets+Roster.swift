import LeadModel

extension Datasets {
  private static let repColumns = [
    DatasetColumn("id", required: true), DatasetColumn("name"), DatasetColumn("email"),
    DatasetColumn("status", required: true), DatasetColumn("region"), DatasetColumn("country"),
    // Somebody who manages a queue and takes no leads covers nothing.
    DatasetColumn("coverage", required: true, mayBeBlank: true), DatasetColumn("products"),
    DatasetColumn("pools"),
    DatasetColumn("capacity"), DatasetColumn("timezone"), DatasetColumn("hours"),
    DatasetColumn("manager"), DatasetColumn("team"),
  ]

  /// `roster/reps.csv`. `isTimeZone` says whether a name is a known IANA time zone.
  public static func reps(
    _ bytes: [UInt8], file: String = "reps.csv", limits: IntakeLimits = IntakeLimits(),
    isTimeZone: (String) -> Bool = { _ in true }
  ) -> DatasetReading<Rep> {
    var table = DatasetTable(bytes, file: file, columns: repColumns, limits: limits)
    var seen = DuplicateIDs<RepID>()
    var reps: [Rep] = []
    for row in table.rows {
      guard let id = row.id(0) else { continue }
      seen.check(RepID(id), id, row: row, in: &table)
      reps.append(rep(id, row, &table, isTimeZone))
    }
    return table.reading(reps)
  }

  private static func rep(
    _ id: String, _ row: DatasetRow, _ table: inout DatasetTable, _ isTimeZone: (String) -> Bool
  ) -> Rep {
    let products = DatasetValue.list(row.cells[7])
    if products.contains("*"), products.count > 1 {
      table.report(row, "products", row.cells[7], "mixes * with ids: write one or the other")
    }
    var capacity: Int?
    if let text = row.text(9) {
      capacity = DatasetValue.count(text)
      if capacity == nil {
        table.report(row, "capacity", text, "is no whole number from 0 up, or blank")
      }
    }
    let zone = row.text(10)
    if let zone, !isTimeZone(zone) {
      table.report(row, "timezone", zone, "is no IANA time zone, such as Europe/Berlin")
    }
    return Rep(
      id: RepID(id), name: row.text(1) ?? "", email: row.text(2), status: row.text(3) ?? "",
      region: row.text(4), country: table.country(row, 5, "country"),
      coverage: coverage(row, &table),
      products: products.contains("*") ? .every : .listed(products),
      pools: DatasetValue.list(row.cells[8]), capacity: capacity, timezone: zone,
      hours: hours(row, &table), manager: row.id(12).map { RepID($0) }, team: row.text(13))
  }

  private static func hours(_ row: DatasetRow, _ table: inout DatasetTable) -> WeeklyHours {
    do throws(WeeklyHoursProblem) {
      return try WeeklyHours(parsing: row.cells[11])
    } catch {
      table.report("column \"hours\": \(error)", line: row.line)
      return .never
    }
  }

  private static func coverage(
    _ row: DatasetRow, _ table: inout DatasetTable
  ) -> [CoverageEntry] {
    var entries: [CoverageEntry] = []
    for item in DatasetValue.list(row.cells[6]) {
      do throws(CoverageEntryProblem) {
        entries.append(try CoverageEntry(parsing: item))
      } catch {
        table.report(row, "coverage", item, error.description)
      }
    }
    return entries
  }

  private static let leaveColumns = [
    DatasetColumn("rep", required: true), DatasetColumn("from", required: true),
    DatasetColumn("to", required: true), DatasetColumn("kind"), DatasetColumn("delegate"),
  ]

  /// `roster/leave.csv`: first and last day, both included.
  public static func leave(
    _ bytes: [UInt8], file: String = "leave.csv", limits: IntakeLimits = IntakeLimits()
  ) -> DatasetReading<Leave> {
    var table = DatasetTable(bytes, file: file, columns: leaveColumns, limits: limits)
    var leave: [Leave] = []
    for row in table.rows {
      let from = table.date(row, 1, "from")
      let to = table.date(row, 2, "to")
      guard let rep = row.id(0), let from, let to else { continue }
      if to < from {
        table.report(row, "to", row.cells[2], "is before \"from\" (\(from))")
      }
      leave.append(
        Leave(
          rep: RepID(rep), from: from, to: to, kind: row.text(3),
          delegate: row.id(4).map { RepID($0) }))
    }
    return table.reading(leave)
  }

  private static let holidayColumns = [
    DatasetColumn("country", required: true), DatasetColumn("date", required: true),
    DatasetColumn("name"),
  ]

  /// `roster/holidays.csv`.
  public static func holidays(
    _ bytes: [UInt8], file: String = "holidays.csv", limits: IntakeLimits = IntakeLimits()
  ) -> DatasetReading<Holiday> {
    var table = DatasetTable(bytes, file: file, columns: holidayColumns, limits: limits)
    var holidays: [Holiday] = []
    for row in table.rows {
      let country = table.country(row, 0, "country")
      let date = table.date(row, 1, "date")
      guard let country, let date else { continue }
      holidays.append(Holiday(country: country, date: date, name: row.text(2)))
    }
    return table.reading(holidays)
  }
}
