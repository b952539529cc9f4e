import LeadModel

/// Public holidays of the countries in which the company has offices: those that fall on the same
/// date each year, go by Easter, or are the n-th of a weekday in a month.
enum PublicHolidays {
  struct Day: Equatable {
    let country: String
    let date: LocalDate
    let name: String
  }

  /// All between two days, both included, by country and then by date.
  static func days(from first: LocalDate, to last: LocalDate) -> [Day] {
    var days: [Day] = []
    for line in table.split(separator: "\n") {
      let halves = line.split(separator: "|", maxSplits: 1)
      let country = String(halves[0]).trimmed
      for year in first.civil.year...last.civil.year {
        for entry in halves[1].split(separator: ";") {
          let words = String(entry).trimmed.split(separator: " ", maxSplits: 1)
          let date = date(rule: words[0], year: year)
          if date >= first, date <= last {
            days.append(Day(country: country, date: date, name: String(words[1])))
          }
        }
      }
    }
    return days.sorted { ($0.country, $0.date) < ($1.country, $1.date) }
  }

  /// `07-04` is a date, `E+1` the day after Easter Sunday, `4Thu11` the fourth Thursday of
  /// November.
  private static func date(rule: Substring, year: Int) -> LocalDate {
    if rule.hasPrefix("E"), let days = Int(rule.dropFirst()) { return easter(year) + days }
    let numbers = rule.split(separator: "-").compactMap { Int($0) }
    if numbers.count == 2, let day = LocalDate(year: year, month: numbers[0], day: numbers[1]) {
      return day
    }
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    guard let count = rule.first?.wholeNumberValue, let month = Int(rule.suffix(2)),
      let weekday = weekdays.firstIndex(of: String(rule.dropFirst().prefix(3))),
      let first = LocalDate(year: year, month: month, day: 1)
    else { preconditionFailure("no such rule of a holiday: \(rule)") }
    return first + ((weekday - first.weekday + 7) % 7 + 7 * (count - 1))
  }

  /// Easter Sunday of the Gregorian calendar (Meeus, "Astronomical Algorithms", chapter 8).
  static func easter(_ year: Int) -> LocalDate {
    let a = year % 19
    let (b, c) = (year / 100, year % 100)
    let g = (8 * b + 13) / 25
    let h = (19 * a + b - b / 4 - g + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    guard let day = LocalDate(year: year, month: n / 31, day: n % 31 + 1) else {
      preconditionFailure("Easter is in March or April")
    }
    return day
  }

  private static let table = """
    AE|01-01 New Year's Day; 12-02 National Day
    AU|01-01 New Year's Day; 01-26 Australia Day; E-2 Good Friday; E+1 Easter Monday; 04-25 Anzac Day; \
    12-25 Christmas Day; 12-26 Boxing Day
    CA|01-01 New Year's Day; E-2 Good Friday; 07-01 Canada Day; 1Mon09 Labour Day; \
    2Mon10 Thanksgiving; 12-25 Christmas Day
    DE|01-01 Neujahr; E-2 Karfreitag; E+1 Ostermontag; 05-01 Tag der Arbeit; \
    E+39 Christi Himmelfahrt; E+50 Pfingstmontag; 10-03 Tag der Deutschen Einheit; \
    12-25 Weihnachten; 12-26 Zweiter Weihnachtstag
    ES|01-01 Año Nuevo; 01-06 Reyes; E-2 Viernes Santo; 05-01 Fiesta del Trabajo; \
    08-15 Asunción; 10-12 Fiesta Nacional; 12-25 Navidad
    FR|01-01 Jour de l'an; E+1 Lundi de Pâques; 05-01 Fête du Travail; 05-08 Victoire 1945; \
    E+39 Ascension; 07-14 Fête nationale; 08-15 Assomption; 11-11 Armistice; 12-25 Noël
    GB|01-01 New Year's Day; E-2 Good Friday; E+1 Easter Monday; 1Mon05 Early May bank holiday; \
    12-25 Christmas Day; 12-26 Boxing Day
    IE|01-01 New Year's Day; 03-17 Saint Patrick's Day; E+1 Easter Monday; 1Mon05 May Day; \
    12-25 Christmas Day; 12-26 Saint Stephen's Day
    IN|01-26 Republic Day; 08-15 Independence Day; 10-02 Gandhi Jayanti; 12-25 Christmas Day
    IT|01-01 Capodanno; 01-06 Epifania; E+1 Lunedì dell'Angelo; 04-25 Liberazione; \
    05-01 Festa dei Lavoratori; 06-02 Festa della Repubblica; 08-15 Ferragosto; 12-25 Natale
    JP|01-01 Ganjitsu; 2Mon01 Coming of Age Day; 02-11 Foundation Day; 02-23 Emperor's Birthday; \
    04-29 Showa Day; 05-03 Constitution Day; 05-05 Children's Day; 11-03 Culture Day
    KR|01-01 New Year's Day; 03-01 Independence Movement Day; 05-05 Children's Day; \
    08-15 Liberation Day; 10-09 Hangul Day; 12-25 Christmas Day
    NL|01-01 Nieuwjaarsdag; E+1 Tweede paasdag; 04-27 Koningsdag; E+39 Hemelvaartsdag; \
    12-25 Eerste kerstdag; 12-26 Tweede kerstdag
    PL|01-01 Nowy Rok; 01-06 Trzech Króli; E+1 Poniedziałek Wielkanocny; 05-01 Święto Pracy; \
    05-03 Święto Konstytucji; 11-11 Święto Niepodległości; 12-25 Boże Narodzenie
    SE|01-01 Nyårsdagen; 01-06 Trettondedag jul; E-2 Långfredagen; E+1 Annandag påsk; \
    05-01 Första maj; 06-06 Nationaldagen; 12-25 Juldagen; 12-26 Annandag jul
    SG|01-01 New Year's Day; E-2 Good Friday; 05-01 Labour Day; 08-09 National Day; \
    12-25 Christmas Day
    US|01-01 New Year's Day; 3Mon01 Martin Luther King Day; 3Mon02 Presidents' Day; \
    07-04 Independence Day; 1Mon09 Labor Day; 4Thu11 Thanksgiving; 12-25 Christmas Day
    """
}
