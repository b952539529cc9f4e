import LeadModel

/// The files of the `roster` folder.
struct RosterFiles {
  let seed: UInt64
  let at: Instant
  let user: String

  private var today: LocalDate { LocalTime("UTC").reading(at: at).date }

  var all: [SampleFile] {
    [
      SampleFile(path: "roster/reps.csv", text: reps),
      SampleFile(path: "roster/leave.csv", text: leave),
      SampleFile(path: "roster/holidays.csv", text: holidays),
      SampleFile(path: "roster/presence.csv", text: presence),
    ]
  }

  private var reps: String {
    var csv = CSVText(header: [
      "id", "name", "email", "status", "region", "country", "coverage", "products", "pools",
      "capacity", "timezone", "hours", "manager", "team",
    ])
    for rep in RepTable.reps {
      csv.add([
        rep.id, rep.name, "\(rep.id)@northwind-signals.example", rep.status, rep.office.region,
        rep.office.country, rep.coverage, rep.products, rep.pools, rep.capacity, rep.office.zone,
        rep.hours.text, rep.office.manager, rep.office.id,
      ])
    }
    for lead in TeamLeads.managers {
      csv.add([
        lead.id, lead.name, "\(lead.id)@northwind-signals.example", "active", lead.region,
        lead.country, "", "", "", "0", lead.zone, lead.hours, "", "leadership",
      ])
    }
    // Whoever sits in front of the screen takes part at any hour, so that there is a desk to see.
    csv.add([
      TeamLeads.userID, "You (\(user))", "", "active", "", "", "US:en;GB:en;DE:de;JP:ja;AU:en",
      "*", "velocity", "8", "UTC", "Mon-Sun 00:00-24:00", "", "you",
    ])
    return csv.text
  }

  private var leave: String {
    var csv = CSVText(header: ["rep", "from", "to", "kind", "delegate"])
    for entry in LeavePlan.leave(around: today) {
      csv.add([
        entry.rep.text, "\(entry.from)", "\(entry.to)", entry.kind ?? "",
        entry.delegate?.text ?? "",
      ])
    }
    return csv.text
  }

  /// Without those of these very days on which half the world is off: a desk to be looked at on
  /// Christmas Day has somebody at work.
  private var holidayDays: [PublicHolidays.Day] {
    let days = PublicHolidays.days(from: today + -100, to: today + 200)
    let near = days.filter { abs($0.date - today) <= 1 }
    return near.count > 4 ? days.filter { abs($0.date - today) > 1 } : days
  }

  private var holidays: String {
    var csv = CSVText(header: ["country", "date", "name"])
    for day in holidayDays { csv.add([day.country, "\(day.date)", day.name]) }
    return csv.text
  }

  /// Ninety days of being seen at work: the last nine weeks nearly every hour, before that now and
  /// then, as a tool that was being introduced would have recorded it.
  private var presence: String {
    var csv = CSVText(header: ["rep", "at"])
    let leave = LeavePlan.leave(around: today)
    let holidays = Set(holidayDays.map { "\($0.country) \($0.date)" })
    for rep in RepTable.reps where rep.isActive && rep.presence != .none {
      var random = SplitMix64(seed: seed, purpose: "presence \(rep.id)")
      for back in stride(from: rep.presence == .new ? 19 : 90, through: 0, by: -1) {
        let date = today + -back
        if holidays.contains("\(rep.office.country) \(date)") { continue }
        if leave.contains(where: { $0.rep.text == rep.id && $0.from <= date && date <= $0.to }) {
          continue
        }
        let chance = back > 66 ? 10 : 80
        for seen in moments(of: rep, on: date, chance: chance, random: &random) where seen < at {
          csv.add([rep.id, "\(seen)".replacingSuffix(".000Z", by: "Z")])
        }
      }
    }
    return csv.text
  }

  private func moments(
    of rep: SampleRep, on date: LocalDate, chance: Int, random: inout SplitMix64
  ) -> [Instant] {
    var seen: [Instant] = []
    for window in rep.hours.windows where window.weekday == date.weekday {
      var (start, end) = (window.start, window.end)
      if window.runsPastMidnight { end += 1440 }
      switch rep.presence {
      case .late: start += 60
      case .long: end += 100
      case .fridays where date.weekday == 4: end = min(end, 12 * 60)
      default: break
      }
      var hour = start
      while hour < end {
        let next = min((hour / 60 + 1) * 60, end)
        let minute = hour + random.below(next - hour)
        if random.percent(chance) { seen.append(rep.clock.instant(date, minute: minute)) }
        hour = next
      }
    }
    return seen
  }
}

extension String {
  /// With another ending, where it has the first.
  func replacingSuffix(_ suffix: String, by other: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
  }
}
