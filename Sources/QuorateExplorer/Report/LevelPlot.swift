/// Plot of the number of states by level, in few columns.
package struct LevelPlot {
    /// Height of each column, as a share of the highest.
    package let heights: [Double]

    /// Plot of `levels` in at most so many columns; a column of several levels is as high as the highest of them.
    package init(_ levels: [Int], columns: Int) {
        let most = Double(levels.max() ?? 0)
        let count = min(levels.count, max(columns, 1))
        heights = (0..<count).map { column in
            let part = levels[levels.count * column / count..<levels.count * (column + 1) / count]
            return most > 0 ? Double(part.max() ?? 0) / most : 0
        }
    }

    /// The plot in a line of text.
    package var text: String {
        String(heights.map { Self.blocks[min(Int($0 * Double(Self.blocks.count)), Self.blocks.count - 1)] })
    }

    private static let blocks = Array("▁▂▃▄▅▆▇█")
}
