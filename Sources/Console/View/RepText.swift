import LeadModel
import TerminalKit

/// A rep in a few lines: shift, load against the peers, the week by source and route.
struct RepText {
  let row: RepRow
  /// The columns that there are.
  let width: Int
  /// The rep's leads, as far as they are here.
  let leads: [ListRow]
  let context: DrawContext

  var lines: [StyledText] {
    [
      BoardText.line([
        ("id", StyledText(row.id.text)), ("region", StyledText(row.region ?? "–")),
        ("team", StyledText(row.team ?? "–")),
        ("pools", StyledText(row.pools.isEmpty ? "none" : row.pools.joined(separator: ", "))),
      ]),
      shift, load, week,
    ]
  }

  private var shift: StyledText {
    let last = row.lastAssigned.map { context.clock.near($0, now: context.now) } ?? "none yet"
    return BoardText.line(
      [("shift", RepColumns.shift(row, context))]
        + (row.shift.code.map { [("why", StyledText($0))] } ?? [])
        + [("zone", StyledText(row.shift.zone)), ("last lead", StyledText(last))])
  }

  /// Bars are the first to give way: the figures are always whole.
  private var barWidth: Int { max(4, min(16, (width - 60) / 2)) }

  private var load: StyledText {
    StyledText("load ", .muted)
      + context.loadBar(row.load, of: row.capacity, width: barWidth)
      + StyledText(" ") + RepColumns.load(row) + StyledText("   pool median ", .muted) + median
      + StyledText("   ")
      + BoardText.line([
        ("week", StyledText("\(row.week)")), ("SLA", BoardText.attainment(row.attainment)),
      ])
  }

  /// The peers' median as a bar of the same length, so that the eye compares.
  private var median: StyledText {
    guard let thousandths = row.poolMedian else { return StyledText("–") }
    return Gauge.bar(
      share: Double(thousandths) / 1000, width: barWidth, glyphs: context.glyphs, full: .muted)
      + StyledText(" \(thousandths / 10)%")
  }

  /// This week's leads by source and by route.
  private var week: StyledText {
    let monday = context.clock.date(context.now).monday
    var sources: [String: Int] = [:]
    var routes: [String: Int] = [:]
    for case .lead(let lead) in leads where context.clock.date(lead.receivedAt) >= monday {
      sources[lead.source, default: 0] += 1
      routes[lead.route.words, default: 0] += 1
    }
    guard !sources.isEmpty else { return StyledText("nothing came in this week", .muted) }
    return BoardText.line([
      ("week by source", StyledText(Self.counts(sources))),
      ("by route", StyledText(Self.counts(routes))),
    ])
  }

  /// The largest first: `web 12, partner 3`.
  private static func counts(_ counts: [String: Int]) -> String {
    counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .prefix(4).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
