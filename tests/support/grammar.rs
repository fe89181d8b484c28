//! Random SELECT queries over few words, so that they find something.

/// Gives numbers that look random and are the same for the same seed (splitmix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Gives a number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    /// Says yes `percent` times of a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// Writes queries from the words of the data.
pub struct Grammar {
    random: Random,
    /// Constants as SPARQL writes them.
    nodes: Vec<String>,
    literals: Vec<String>,
    predicates: Vec<String>,
    graphs: Vec<String>,
    /// How many more patterns the query may have.
    patterns: usize,
    names: usize,
    /// The variables that BIND and aggregates have made so far.
    made: Vec<String>,
    /// Whether to write what belongs to one graph only, in all its breadth: functions, order, more aggregates.
    wide: bool,
    /// Whether the order of the answer is compared; then nothing is strung together in an order left open.
    ordered: bool,
}

impl Grammar {
    pub fn new(seed: u64, nodes: Vec<String>, literals: Vec<String>, predicates: Vec<String>) -> Self {
        let graphs = ["<urn:g>", "<urn:a>", "<urn:empty>", "<urn:nowhere>"].map(String::from).to_vec();
        let random = Random::new(seed);
        Self {
            random,
            nodes,
            literals,
            predicates,
            graphs,
            patterns: 0,
            names: 0,
            made: Vec::new(),
            wide: false,
            ordered: false,
        }
    }

    /// Writes queries over the default graph alone, with functions, order and more aggregates.
    pub fn wide(seed: u64, nodes: Vec<String>, literals: Vec<String>, predicates: Vec<String>) -> Self {
        Self { wide: true, ..Self::new(seed, nodes, literals, predicates) }
    }

    /// Writes one query whose ORDER BY leaves nothing open, and says which variables it shows.
    pub fn ordered_query(&mut self) -> String {
        self.ordered = true;
        let body = self.query();
        self.ordered = false;
        let mut keys: Vec<String> = ["?v0", "?v1", "?v2", "?v3", "?v4"].map(String::from).to_vec();
        keys.extend((1..=self.names).map(|name| format!("?n{name}")));
        if self.random.percent(50) {
            keys.reverse();
        }
        let keys: Vec<String> = keys
            .into_iter()
            .map(|key| if self.random.percent(30) { format!("DESC({key})") } else { key })
            .collect();
        let limit = match self.random.below(3) {
            0 => format!(" LIMIT {}", self.random.below(6)),
            1 => format!(" LIMIT {} OFFSET {}", 1 + self.random.below(6), self.random.below(4)),
            _ => String::new(),
        };
        format!("SELECT * {{ {{ {body} }} }} ORDER BY {}{limit}", keys.join(" "))
    }

    /// Writes one query without ORDER BY, LIMIT or anything else that leaves the answer open.
    pub fn query(&mut self) -> String {
        self.patterns = 7;
        self.names = 0;
        self.made.clear();
        self.select(3, true)
    }

    fn select(&mut self, depth: usize, outermost: bool) -> String {
        let made = self.made.len();
        let group = self.group(depth);
        let from = match self.random.below(40) {
            _ if self.wide => "",
            0 if outermost => "FROM <urn:g> FROM <urn:a> ",
            1 if outermost => "FROM <urn:g> FROM NAMED <urn:a> FROM NAMED <urn:g> ",
            _ => "",
        };
        let distinct = if self.random.percent(30) { "DISTINCT " } else { "" };
        if self.random.percent(30) {
            let key = self.variable();
            let value = self.variable();
            let name = self.name();
            let keyed = self.random.percent(75);
            let aggregate = match self.random.below(if self.wide { 11 } else { 7 }) {
                7 | 8 if self.ordered => format!("MIN(DISTINCT {value})"),
                7 => format!("GROUP_CONCAT(STR({value}); SEPARATOR=\"|\")"),
                8 => format!("GROUP_CONCAT(DISTINCT {value}; SEPARATOR=\"|\")"),
                // Of a key there is only one value to choose from.
                9 if keyed => format!("SAMPLE({key})"),
                9 => format!("MAX({value})"),
                10 => format!("MAX(STRLEN(STR({value})))"),
                0 => "COUNT(*)".to_owned(),
                1 => format!("COUNT({value})"),
                2 => format!("COUNT(DISTINCT {value})"),
                3 => format!("MIN({value})"),
                4 => format!("MAX({value})"),
                5 => format!("SUM(DISTINCT {value})"),
                _ => format!("SUM({value})"),
            };
            let mut keys = vec![key.clone()];
            let second = if self.wide && self.random.percent(50) { self.variable() } else { key.clone() };
            let mut group = group;
            if second != key {
                // Most often the second key is looked up from the first one.
                if self.random.percent(70) {
                    let predicate = self.random.pick(&self.predicates);
                    group.insert_str(1, &format!(" {key} {predicate} {second} ."));
                }
                keys.insert(self.random.below(2), second);
            }
            let keys = keys.join(" ");
            let (shown, by) =
                if keyed { (keys.clone(), format!(" GROUP BY {keys}")) } else { Default::default() };
            if self.wide && keyed && self.random.percent(20) {
                let order = format!("{shown} ({aggregate} AS {name})");
                self.made.truncate(made);
                self.made.push(name.clone());
                let having = format!("HAVING (MIN({value}) != {key} || COUNT(DISTINCT {value}) < 3)");
                return format!("SELECT {distinct}{order} WHERE {group}{by} {having}");
            }
            let having = if keyed && self.random.percent(30) { " HAVING (COUNT(*) > 1)" } else { "" };
            // What is made inside an aggregate is not seen outside it.
            self.made.truncate(made);
            self.made.push(name.clone());
            return format!(
                "SELECT {distinct}{shown} ({aggregate} AS {name}) {from}WHERE {group}{by}{having}"
            );
        }
        if self.random.percent(50) {
            return format!("SELECT {distinct}* {from}WHERE {group}");
        }
        let count = 1 + self.random.below(3);
        let mut shown: Vec<String> = (0..count).map(|_| self.variable()).collect();
        shown.sort();
        shown.dedup();
        self.made.truncate(made);
        format!("SELECT {distinct}{} {from}WHERE {group}", shown.join(" "))
    }

    fn group(&mut self, depth: usize) -> String {
        let mut parts = Vec::new();
        if self.random.percent(85) {
            parts.push(self.triples());
        }
        for _ in 0..self.random.below(if depth == 0 { 2 } else { 4 }) {
            parts.push(self.part(depth));
        }
        format!("{{ {} }}", parts.join(" "))
    }

    fn part(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.random.below(4) {
                0 => format!("FILTER({})", self.expression()),
                1 => self.values(),
                _ => self.triples(),
            };
        }
        match self.random.below(16) {
            0 | 1 => self.triples(),
            2 | 3 => format!("OPTIONAL {}", self.group(depth - 1)),
            4 | 5 => format!("{} UNION {}", self.group(depth - 1), self.group(depth - 1)),
            6 => format!("MINUS {}", self.hidden(depth - 1)),
            7 => format!("FILTER EXISTS {}", self.hidden(depth - 1)),
            8 => format!("FILTER NOT EXISTS {}", self.hidden(depth - 1)),
            9 => self.values(),
            10 => {
                let expression = self.expression();
                let name = self.name();
                self.made.push(name.clone());
                format!("BIND({expression} AS {name})")
            }
            11 => format!("{{ {} }}", self.select(depth - 1, false)),
            12 if self.wide => format!("FILTER({})", self.function()),
            12 => self.graph(depth),
            13 => self.group(depth - 1),
            _ => format!("FILTER({})", self.expression()),
        }
    }

    /// A group whose variables are not seen outside.
    fn hidden(&mut self, depth: usize) -> String {
        let made = self.made.len();
        let group = self.group(depth);
        self.made.truncate(made);
        group
    }

    fn graph(&mut self, depth: usize) -> String {
        let name = if self.random.percent(60) {
            (*self.random.pick(&["?g", "?g", "?v1"])).to_owned()
        } else {
            self.random.pick(&self.graphs).clone()
        };
        format!("GRAPH {name} {}", self.group(depth - 1))
    }

    fn triples(&mut self) -> String {
        let count = 1 + (self.random.below(6) / 2).min(self.patterns.saturating_sub(1));
        self.patterns = self.patterns.saturating_sub(count);
        let blank = self.name().replace('?', "_:");
        let patterns: Vec<String> = (0..count).map(|_| self.triple(&blank)).collect();
        patterns.join(" ")
    }

    fn triple(&mut self, blank: &str) -> String {
        let subject = match self.random.below(10) {
            0 => self.random.pick(&self.nodes).clone(),
            2 => blank.to_owned(),
            _ => self.variable(),
        };
        let object = match self.random.below(12) {
            0 => self.random.pick(&self.nodes).clone(),
            2 => self.random.pick(&self.literals).clone(),
            3 => blank.to_owned(),
            _ => self.variable(),
        };
        let predicate = match self.random.below(10) {
            0 => self.variable(),
            1 | 2 => self.path(2),
            _ => self.random.pick(&self.predicates).clone(),
        };
        format!("{subject} {predicate} {object} .")
    }

    fn path(&mut self, depth: usize) -> String {
        let predicate = self.random.pick(&self.predicates).clone();
        if depth == 0 {
            return predicate;
        }
        let inner = self.path(depth - 1);
        match self.random.below(8) {
            0 => format!("({inner}/{predicate})"),
            1 => format!("(^{inner})"),
            2 => format!("({inner}|{predicate})"),
            3 => format!("({inner})*"),
            4 => format!("({inner})+"),
            5 => format!("({inner})?"),
            6 => format!("!({predicate}|^{})", self.random.pick(&self.predicates)),
            _ => predicate,
        }
    }

    fn values(&mut self) -> String {
        let (first, second) = (self.variable(), self.variable());
        let two = first != second && self.random.percent(50);
        let mut row = || {
            let mut cell = || match self.random.below(6) {
                0 => "UNDEF".to_owned(),
                1 => self.random.pick(&self.literals).clone(),
                _ => self.random.pick(&self.nodes).clone(),
            };
            if two { format!("({} {})", cell(), cell()) } else { format!("({})", cell()) }
        };
        let rows = [row(), row()].join(" ");
        if two {
            format!("VALUES ({first} {second}) {{ {rows} }}")
        } else {
            format!("VALUES ({first}) {{ {rows} }}")
        }
    }

    fn expression(&mut self) -> String {
        let (left, right) = (self.variable(), self.variable());
        let node = self.random.pick(&self.nodes).clone();
        let literal = self.random.pick(&self.literals).clone();
        if self.wide && self.random.percent(40) {
            return self.function();
        }
        match self.random.below(10) {
            0 => format!("BOUND({left})"),
            1 => format!("!BOUND({left})"),
            2 => format!("{left} = {right}"),
            3 => format!("{left} != {right}"),
            4 => format!("{left} < {literal}"),
            5 => format!("{left} IN ({node}, {literal})"),
            6 => format!("{left} NOT IN ({node}, {right})"),
            7 => format!("{left} = {node} || {right} = {literal}"),
            8 => format!("COALESCE({left}, {literal}) = {right}"),
            _ => format!("ISIRI({left}) && {left} != {right}"),
        }
    }

    fn function(&mut self) -> String {
        let (left, right) = (self.variable(), self.variable());
        let node = self.random.pick(&self.nodes).clone();
        let literal = self.random.pick(&self.literals).clone();
        let other = self.random.pick(&self.literals).clone();
        match self.random.below(22) {
            0 => format!("REGEX(STR({left}), \"^[a-o1]\", \"i\")"),
            1 => format!("CONTAINS(STR({left}), \"n\")"),
            2 => format!("STRSTARTS({left}, \"o\")"),
            3 => format!("LANG({left}) = \"en\""),
            4 => format!("DATATYPE({left}) = DATATYPE({right})"),
            5 => format!("{left} + 1 < {right}"),
            6 => format!("{left} >= {literal} && {left} <= {other}"),
            7 => format!("{left} < {right}"),
            8 => format!("IF(BOUND({left}), {left}, {right}) = {literal}"),
            9 => format!("LANGMATCHES(LANG({left}), \"*\")"),
            10 => format!("!({left} = {literal}) || ISBLANK({right})"),
            11 => format!("COALESCE({left} * 2, {right}) > {literal}"),
            12 => format!("SAMETERM({left}, {right})"),
            13 => format!("LCASE(STR({left})) != UCASE(STR({right}))"),
            14 => left,
            15 => format!("{left} IN ({literal}, {other}, {node})"),
            16 => format!("YEAR({left}) = 2025 || ISNUMERIC({right})"),
            17 => format!("STR({left}) < STR({right})"),
            18 => format!("STR({left}) >= {literal} || STR({right}) = \"on\""),
            19 => format!("STRENDS({left}, \"e\") || STRSTARTS(STR({right}), \"https\")"),
            20 => format!("!CONTAINS({left}, {literal})"),
            _ => format!("ISLITERAL({left}) && STRLEN(STR({left})) > 2"),
        }
    }

    fn variable(&mut self) -> String {
        if !self.made.is_empty() && self.random.percent(15) {
            return self.random.pick(&self.made).clone();
        }
        (*self.random.pick(&["?v0", "?v0", "?v1", "?v1", "?v2", "?v3", "?v4"])).to_owned()
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("?n{}", self.names)
    }
}
