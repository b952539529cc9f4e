import LeadModel
import RoutingEngine

extension EnrichmentReport {
  var lists: [Report.Section] {
    var lists = [fallbacks, requirements].compactMap(\.self)
    lists += [
      missingTable("Missing by region, per cent", now.regions, most: 7, atLeast: 1),
      missingTable("Missing by country, per cent", now.countries, most: 8, atLeast: Report.few),
    ].compactMap(\.self)
    return before == nil ? lists : lists + [originTable]
  }

  /// Markets that too few leads describe well enough to route them by what they say.
  private var fallbacks: Report.Section {
    let weak = [("country", now.countries), ("region", now.regions)].flatMap { kind, tallies in
      thinMarkets(tallies).map { (kind, $0.0, $0.1) }
    }
    return Report.Section(
      title: "Build the fallback first",
      columns: ["market", "leads", "primary coverage", "weakest"],
      rows: weak.map { kind, name, tally in
        ["\(kind) \(name)", "\(tally.leads)", tally.primary.percent, weakest(tally)]
      })
  }

  /// Fields that a source has to bring and that leads of it lack; nil where no source has to bring any.
  private var requirements: Report.Section? {
    guard sources.contains(where: { !$0.required.isEmpty }) else { return nil }
    let missed = sources.flatMap { source -> [(count: Int, row: [String])] in
      guard let tally = now.sources[source.id] else { return [] }
      return source.required.filter { tally.missing($0).count > 0 }.map { field in
        let missing = tally.missing(field)
        let earlier = before?.sources[source.id]?.missing(field).percent
        return (
          missing.count,
          [source.id, ask(source.id), field.rawValue, missing.percent]
            + (before == nil ? [] : [earlier ?? "–"]) + ["\(missing.of)"]
        )
      }
    }
    // Sorting keeps the order of the rules where as many lack it.
    let ranked = missed.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }
    return Report.Section(
      title: "Fields that sources have to bring and did not",
      columns: ["source", "ask", "field", "missing"]
        + (before == nil ? [] : ["4 weeks before"]) + ["leads"],
      rows: ranked.map(\.element.row))
  }

  /// What share of the leads of the largest markets lacks each field; nil where there is no market.
  private func missingTable(
    _ title: String, _ tallies: [String: EnrichmentTally], most: Int, atLeast few: Int
  ) -> Report.Section? {
    let large = sorted(tallies).filter { $0 != "none" && $1.leads >= few }.enumerated().sorted {
      ($1.element.1.leads, $0.offset) < ($0.element.1.leads, $1.offset)
    }.prefix(most).map(\.element)
    guard !large.isEmpty else { return nil }
    let markets = [("all", now.whole)] + large
    let fields = EnrichmentSample.fields.filter { now.whole.missing($0).count > 0 }
    return Report.Section(
      title: title, columns: ["field"] + markets.map { $0.0 },
      rows: fields.map { field in
        [field.rawValue]
          + markets.map { FigureText.decimal(($1.missing(field).share ?? 0) * 100, places: 0) }
      })
  }

  private var originTable: Report.Section {
    Report.Section(
      title: "Second best values, and where they came from",
      columns: ["field", "from", "leads", "share", "right where known"],
      rows: origins(now.whole).flatMap { field, parts in
        parts.map { from, count in
          [
            field.rawValue, from, "\(count)",
            EnrichmentSample.Part(count: count, of: now.whole.leads).percent,
            field == .country ? accuracy(of: from) : "–",
          ]
        }
      })
  }

  /// `88 % of 25`, of the countries that one source of geography inferred.
  private func accuracy(of origin: String) -> String {
    guard let part = now.judged[origin.replacing("inferred:", with: "")], part.of > 0 else {
      return "–"
    }
    return "\(part.percent) of \(part.of)"
  }

  var notes: [String] {
    guard before != nil else {
      return [
        "Primary coverage is the share of rows with country, language, product and a size (employees, "
          + "revenue or segment). Below 70 %: build the fallback before a rule relies on it.",
        "Values that routing cannot read count as missing. An export has no weeks before it: a source "
          + "that stopped filling a field shows only in the review of the leads taken in.",
      ]
    }
    return [
      "Primary coverage is the share of leads with a country, decided without any second best value. "
        + "Below 70 %: build the fallback first. Values that routing cannot read count as missing.",
      "Findings are what is surely so: a field that a source has to bring is missing more often than in "
        + "the 4 weeks before (at a confidence of 99.9 %, and by more than one lead in twenty); segments "
        + "on employees that are too old, or countries in conflict, in more than 30 % of a source's leads "
        + "(95 %); markets below the line. Fewer than 20 leads find nothing.",
      "Contradicted: the lead was delivered again and said otherwise. Accuracy: of inferred countries "
        + "that such a delivery told, those that were right.",
    ]
  }
}
