/// Letters inserted, dropped, replaced or swapped with their neighbour (optimal string alignment).
package enum EditDistance {
  /// The distance, or one more than `most` where it is larger.
  package static func between(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], most: Int) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      if let low = row.min(), low > most { return most + 1 }
      beforeLast = last
      last = row
    }
    return min(last[b.count], most + 1)
  }
}
