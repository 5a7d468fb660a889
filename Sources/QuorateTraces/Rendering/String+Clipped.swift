extension String {
    /// No more than the beginning of a text, with a sign that there is more.
    package func clipped(to count: Int) -> String {
        // Scalars, because one character can have any number of them.
        let start = unicodeScalars.prefix(count)
        return start.endIndex == endIndex ? self : String(start) + "…"
    }
}
