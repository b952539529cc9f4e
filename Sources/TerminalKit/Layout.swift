/// How much of a row or column of panes one part wants.
public enum Length: Hashable, Sendable {
  /// Exactly this many cells, as long as there is room.
  case fixed(Int)
  /// A share of what the others leave, by weight, with at least `minimum` cells.
  case flex(weight: Int = 1, minimum: Int = 0)

  var minimum: Int {
    switch self {
    case .fixed(let cells): max(0, cells)
    case .flex(_, let minimum): max(0, minimum)
    }
  }

  var weight: Int {
    switch self {
    case .fixed: 0
    case .flex(let weight, _): max(0, weight)
    }
  }
}

/// Divides a length among parts.
///
/// The sum of the result is `total`, or less if nothing is flexible. When even the minimums do
/// not fit, earlier parts are served first and later ones may get zero. Left-over cells go to
/// the parts with the largest remainder, earlier ones first: the division is stable.
public func divide(_ total: Int, among parts: [Length], gap: Int = 0) -> [Int] {
  guard !parts.isEmpty else { return [] }
  var left = max(0, total - gap * (parts.count - 1))
  var cells = parts.map { part in
    let granted = min(part.minimum, left)
    left -= granted
    return granted
  }
  grow(&cells, parts: parts, by: left)
  return cells
}

/// Hands out cells so that each flexible part comes near its weighted share of all flexible cells.
private func grow(_ cells: inout [Int], parts: [Length], by extra: Int) {
  var open = parts.indices.filter { parts[$0].weight > 0 }
  var pool = extra + open.reduce(0) { $0 + cells[$1] }
  // A part whose minimum is above its share keeps the minimum and leaves the sharing.
  while true {
    let weights = open.reduce(0) { $0 + parts[$1].weight }
    guard weights > 0 else { return }
    let tooLarge = open.filter { cells[$0] * weights > pool * parts[$0].weight }
    if tooLarge.isEmpty { break }
    pool -= tooLarge.reduce(0) { $0 + cells[$1] }
    open.removeAll { tooLarge.contains($0) }
  }
  let weights = open.reduce(0) { $0 + parts[$1].weight }
  var rest = pool
  for index in open {
    cells[index] = pool * parts[index].weight / weights
    rest -= cells[index]
  }
  let byRemainder = open.sorted { first, second in
    let one = pool * parts[first].weight % weights
    let two = pool * parts[second].weight % weights
    return one != two ? one > two : first < second
  }
  for index in byRemainder.prefix(max(0, rest)) { cells[index] += 1 }
}

extension Rect {
  /// Cuts the rectangle into parts from top to bottom.
  public func rows(_ parts: [Length], gap: Int = 0) -> [Rect] {
    var top = y
    return divide(height, among: parts, gap: gap).map { cells in
      defer { top += cells + gap }
      return Rect(x: x, y: top, width: width, height: cells)
    }
  }

  /// Cuts the rectangle into parts from left to right.
  public func columns(_ parts: [Length], gap: Int = 0) -> [Rect] {
    var left = x
    return divide(width, among: parts, gap: gap).map { cells in
      defer { left += cells + gap }
      return Rect(x: left, y: y, width: cells, height: height)
    }
  }
}
