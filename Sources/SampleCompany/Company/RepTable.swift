import LeadModel

/// The people of the sample company who can own leads, written as one would note them on a page.
///
/// Columns: name, office, pools (`C` customers, `E` enterprise of the region, `M` mid-market,
/// `V` velocity, `P` partner), products (`S` signal platform, `E` edge, `F` fleet analytics,
/// `R` rail services, `*` all), capacity, hours, presence habit, status where it is not active.
enum RepTable {
  static let reps: [SampleRep] = rows.split(separator: "\n").map { rep(line: $0) }

  private static let rows = """
    Ava Lindqvist   |newyork  |VM |SEF |  |Mon-Fri 09:00-18:00
    Marcus Bell     |newyork  |E  |*   |12|Mon-Fri 08:30-17:30|long
    Priya Desai     |newyork  |EM |SEF |14|Mon-Fri 09:00-18:00
    Theo Marchetti  |newyork  |V  |SE  |  |Mon-Fri 08:00-16:30|late
    Joanna Pryce    |newyork  |CM |*   |18|Mon-Thu 09:00-17:00; Fri 09:00-13:00
    Élise Gagnon    |montreal |VM |SEF |  |Mon-Fri 08:30-17:00
    Mathieu Roy     |montreal |EC |*   |14|Mon-Fri 09:00-17:30
    Grace Kim       |chicago  |VM |SF  |  |Mon-Fri 08:30-17:30
    Luis Ortega     |chicago  |VP |SER |  |Mon-Fri 09:00-18:00
    Hannah Brandt   |chicago  |E  |*   |6 |Mon-Wed 09:00-17:00
    DeShawn Carter  |chicago  |V  |SEF |  |Mon-Fri 10:00-19:00
    Owen Fraser     |denver   |VM |EF  |  |Mon-Fri 08:00-17:00
    Sofia Reyes     |denver   |CM |SEF |16|Mon-Fri 09:00-18:00|fridays
    Caleb Yoon      |seattle  |VM |SEF |  |Mon-Fri 09:00-18:00
    Naomi Hart      |seattle  |E  |*   |12|Mon-Fri 08:30-17:30
    Ravi Menon      |seattle  |VC |SE  |  |Mon-Fri 10:00-19:00|long
    Isla Chen       |seattle  |V  |SF  |8 |Tue-Sat 09:00-14:00
    Tyler Brooks    |seattle  |V  |SEF |  |Mon-Fri 11:00-20:00
    Camila Duarte   |miami    |VM |SEFR|  |Mon-Fri 09:00-18:00
    Jordan Ames     |newyork  |V  |S   |10|Mon-Fri 09:00-17:30|new
    Rosalind Moore  |london   |E  |*   |12|Mon-Fri 09:00-17:30
    Kwame Mensah    |london   |VM |SEF |  |Mon-Fri 08:30-17:00
    Imogen Clarke   |london   |VC |SF  |  |Mon-Fri 09:00-17:30|late
    Callum Reid     |london   |MP |SER |5 |Mon,Wed,Fri 09:00-15:00
    Aoife Brennan   |dublin   |VM |SEF |  |Mon-Fri 09:00-17:30
    Cian Doyle      |dublin   |EV |*   |16|Mon-Fri 10:00-18:30
    Ana Silva       |dublin   |VM |SEF |  |Mon-Fri 07:00-15:30
    Jonas Weber     |munich   |VM |SEF |  |Mon-Fri 08:30-17:00
    Katharina Vogt  |munich   |E  |*   |12|Mon-Fri 09:00-17:30
    Lukas Steiner   |munich   |VM |SE  |  |Mon-Thu 07:30-16:00; Fri 07:30-13:00
    Miriam Roth     |munich   |CM |*   |18|Mon-Fri 08:00-12:30,13:30-17:00
    Selin Yıldız    |munich   |V  |SFR |7 |Mon-Thu 08:00-13:00
    Camille Laurent |paris    |VM |SEF |  |Mon-Fri 09:00-12:30,13:30-18:00
    Hugo Lefèvre    |paris    |EC |*   |14|Mon-Fri 09:30-18:30
    Inès Benali     |paris    |V  |SEF |  |Mon-Fri 09:00-17:30|fridays
    Femke de Wit    |utrecht  |VM |SEF |  |Mon-Fri 08:30-17:00
    Bram Jansen     |utrecht  |EC |*   |9 |Tue-Fri 09:00-17:00
    Lucía Navarro   |madrid   |VM |SEFR|  |Mon-Fri 09:00-14:00,16:00-19:00
    Diego Molina    |madrid   |VE |SF  |  |Mon-Fri 09:30-18:30|long
    Giulia Conti    |milan    |VM |SEF |  |Mon-Fri 09:00-13:00,14:00-18:00
    Davide Greco    |milan    |VE |*   |15|Mon-Fri 09:00-18:00
    Astrid Holm     |malmo    |VM |SEF |  |Mon-Fri 08:00-16:30
    Nils Ekström    |malmo    |EC |*   |12|Mon-Fri 08:30-17:00
    Zofia Kowalska  |warsaw   |VME|SEF |  |Mon-Fri 08:00-16:00
    Omar Haddad     |dubai    |VME|*   |  |Mon-Thu 09:00-18:00; Fri 09:00-12:00
    Noa Shalev      |dubai    |VC |SEF |10|Sun-Thu 08:30-17:00
    Ruby Nguyen     |sydney   |VM |SEF |  |Mon-Fri 09:00-17:30
    Lachlan Byrne   |sydney   |E  |*   |12|Mon-Fri 08:30-17:00
    Tessa Morgan    |sydney   |VC |SF  |  |Mon-Fri 10:00-18:30|late
    Aroha Ngata     |sydney   |VM |SE  |6 |Mon-Thu 07:00-13:00
    Yuki Tanaka     |tokyo    |VM |SEF |  |Mon-Fri 09:00-18:00
    Haruto Mori     |tokyo    |E  |*   |12|Mon-Fri 09:00-18:00|long
    Aiko Fujita     |tokyo    |VC |SFR |  |Mon-Fri 09:30-18:30
    Wei Ling Tan    |singapore|VM |SEF |  |Mon-Fri 09:00-18:00
    Marcus Goh      |singapore|E  |*   |14|Mon-Fri 09:00-18:00
    Chloe Lam       |singapore|VC |SF  |  |Mon-Fri 09:30-18:30
    Arjun Nair      |pune     |VM |SEF |  |Mon-Fri 09:30-18:30
    Meera Joshi     |pune     |EM |*   |16|Mon-Fri 10:00-19:00
    Sanjay Kulkarni |pune     |V  |SER |  |Mon-Fri 06:30-15:30
    Jiho Park       |seoul    |VME|*   |  |Mon-Fri 09:00-18:00
    Bea Santos      |suncrew-a|CEMV|*  |60|Sat-Sun 08:00-20:00
    Dylan Ho        |suncrew-a|CEMV|*  |60|Fri-Sun 20:00-08:00
    Hana Okada      |suncrew-a|CEMV|*  |60|Sat-Sun 09:00-18:00
    Fergus Nolan    |suncrew-e|CEMV|*  |60|Sat-Sun 07:00-19:00
    Saoirse Quinn   |suncrew-e|CEMV|*  |60|Fri-Sun 19:00-07:00
    Ngozi Adeyemi   |suncrew-e|CEMV|*  |60|Sat-Sun 09:00-18:00
    Malik Turner    |suncrew-n|CEMV|*  |60|Sat-Sun 08:00-20:00
    Quinn Alvarez   |suncrew-w|CEMV|*  |60|Fri-Sun 17:00-05:00
    Rafael Pinto    |suncrew-n|CEMV|*  |60|Sat-Sun 10:00-22:00
    Paula Stern     |munich   |VM |SE  |  |Mon-Fri 09:00-17:30|none|inactive
    Greg Tollman    |chicago  |V  |SE  |  |Mon-Fri 09:00-17:30|none|inactive
    Linh Pham       |sydney   |V  |SE  |  |Mon-Fri 09:00-17:30|none|onboarding
    """

  private static let poolNames: [Character: String] = [
    "C": "customers", "M": "mid-market", "V": "velocity", "P": "partner",
  ]
  private static let productNames: [Character: String] = [
    "S": "signal", "E": "edge", "F": "fleet", "R": "rail-services",
  ]

  private static func rep(line: Substring) -> SampleRep {
    var cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
      String($0).trimmed
    }
    while cells.count < 8 { cells.append("") }
    guard let office = Office.byID[cells[1]], let habit = PresenceHabit(rawValue: cells[6]) else {
      preconditionFailure("no such office or habit: \(line)")
    }
    let pools = cells[2].compactMap { letter in
      letter == "E" ? "enterprise-\(office.region.lowercased())" : poolNames[letter]
    }
    let products = cells[3].compactMap { productNames[$0] }
    return SampleRep(
      id: PlainText.handle(cells[0]), name: cells[0],
      status: cells[7].isEmpty ? "active" : cells[7], office: office, coverage: office.coverage,
      pools: pools.joined(separator: ";"),
      products: cells[3] == "*" ? "*" : products.joined(separator: ";"), capacity: cells[4],
      hours: hours(cells[5]), presence: habit, clock: LocalTime(office.zone))
  }

  static func hours(_ text: String) -> WeeklyHours {
    do { return try WeeklyHours(parsing: text) } catch {
      preconditionFailure("the table of reps has readable hours: \(error)")
    }
  }
}
