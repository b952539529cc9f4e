/// The people of the work: reps with coverage, products, pools, capacity and hours.
struct WorkReps {
  let count: Int
  private var random: Random

  init(count: Int, seed: UInt64) {
    self.count = count
    random = Random(seed: seed &+ UInt64(count))
  }

  /// `R00001` is the first.
  static func id(_ number: Int) -> String {
    "R" + String(repeating: "0", count: 5 - String(number).count) + String(number)
  }

  /// `roster/reps.csv`. `room` multiplies everybody's capacity.
  mutating func file(room: Int, isAlwaysOn: Bool = false) -> String {
    var text = "id,name,status,region,country,coverage,products,pools,capacity,timezone,hours\n"
    for number in 1...count { text += row(number, room: room, isAlwaysOn) }
    return text
  }

  private mutating func row(_ number: Int, room: Int, _ isAlwaysOn: Bool) -> String {
    let region = random.pick(Market.regions, weight: \.weight).id
    let markets = Market.all.filter { $0.region == region }
    let home = random.pick(markets, weight: \.weight)
    let others = random.sample(markets.filter { $0.country != home.country }, random.within(2...7))
    var languages = Set(home.languages)
    if random.percent(75) { languages.insert("en") }
    if random.percent(35) { languages.insert(random.pick(random.pick(markets).languages)) }
    let coverage = ([home] + others).flatMap { market in
      languages.sorted().map { "\(market.country):\($0)" }
    }
    let cells = [
      Self.id(number), "Rep \(number)", random.percent(96) ? "active" : "inactive", region,
      home.country, coverage.joined(separator: ";"),
      random.sample(Market.products, random.within(2...5)).joined(separator: ";"),
      random.sample(Market.segments.map(\.0), random.within(1...2)).joined(separator: ";"),
      String(random.within(20...60) * room), home.zone,
      isAlwaysOn ? "Mon-Sun 00:00-24:00" : hours(home),
    ]
    return cells.joined(separator: ",") + "\n"
  }

  private mutating func hours(_ market: Market) -> String {
    let days = ["AE", "SA"].contains(market.country) ? "Sun-Thu" : "Mon-Fri"
    let start = random.pick([420, 450, 480, 510, 540, 570, 600])
    let end = start + random.pick([480, 510, 540, 600])
    return "\(days) \(Self.clock(start))-\(Self.clock(end))"
  }

  private static func clock(_ minutes: Int) -> String {
    let hour = minutes / 60
    let minute = minutes % 60
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}
