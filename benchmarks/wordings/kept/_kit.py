"""Figures and tables that the kept styles share; amounts are whole hundredths of the printed unit."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from benchmarks.wordings.story import CellFact, Grid, Heading, Para, Story

H, P = Heading, Para

CLS = {
    "201": "一般公共服务支出", "204": "公共安全支出", "205": "教育支出", "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "210": "卫生健康支出", "211": "节能环保支出",
    "212": "城乡社区支出", "213": "农林水支出", "214": "交通运输支出", "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出", "220": "自然资源海洋气象等支出", "221": "住房保障支出", "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出", "224": "灾害防治及应急管理支出", "229": "其他支出",
}
KUAN = {
    "20103": "政府办公厅（室）及相关机构事务", "20104": "发展与改革事务", "20129": "群众团体事务", "20131": "党委办公厅（室）及相关机构事务",
    "20132": "组织事务", "20405": "法院", "20406": "司法", "20501": "教育管理事务", "20502": "普通教育", "20503": "职业教育",
    "20507": "特殊教育", "20509": "教育费附加安排的支出", "20599": "其他教育支出", "20602": "基础研究", "20604": "技术研究与开发",
    "20701": "文化和旅游", "20702": "文物", "20703": "体育", "20799": "其他文化旅游体育与传媒支出", "20801": "人力资源和社会保障管理事务",
    "20802": "民政管理事务", "20805": "行政事业单位养老支出", "20807": "就业补助", "20808": "抚恤", "20810": "社会福利",
    "20811": "残疾人事业", "20819": "最低生活保障", "20820": "临时救助", "20821": "特困人员救助供养", "20825": "其他生活救助",
    "20899": "其他社会保障和就业支出", "21001": "卫生健康管理事务", "21002": "公立医院", "21004": "公共卫生", "21007": "计划生育事务",
    "21011": "行政事业单位医疗", "21099": "其他卫生健康支出", "21103": "污染防治", "21201": "城乡社区管理事务",
    "21203": "城乡社区公共设施", "21205": "城乡社区环境卫生", "21208": "国有土地使用权出让收入安排的支出", "21301": "农业农村",
    "21302": "林业和草原", "21303": "水利", "21305": "巩固脱贫攻坚成果衔接乡村振兴", "21401": "公路水路运输", "21506": "安全生产监管", "21508": "支持中小企业发展和管理支出", "21602": "商业流通事务", "21606": "涉外发展服务支出", "22001": "自然资源事务",
    "22101": "保障性安居工程支出", "22102": "住房改革支出", "22301": "解决历史遗留问题及改革成本支出", "22401": "应急管理事务", "22402": "消防救援事务", "22960": "彩票公益金安排的支出",
}
INCOMES = {
    "gpb": ("一般公共预算财政拨款收入", "income.gpb"), "fund": ("政府性基金预算财政拨款收入", "income.gov_fund"),
    "soe": ("国有资本经营预算财政拨款收入", "income.state_capital"), "special": ("财政专户管理资金收入", "income.special_account"),
    "superior": ("上级补助收入", "income.superior_subsidy"), "undertaking": ("事业收入", "income.undertaking"),
    "business": ("经营收入", "income.business"), "affiliate": ("附属单位上缴收入", "income.affiliate_remittance"),
    "other": ("其他收入", "income.other"),
}
SRC = {"gpb": "gpb.expenditure", "fund": "gov_fund.expenditure", "soe": "state_capital.expenditure"}
ECON = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "310": "资本性支出",
    "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30106": "伙食补助费", "30107": "绩效工资",
    "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费",
    "30111": "公务员医疗补助缴费", "30112": "其他社会保障缴费", "30113": "住房公积金", "30114": "医疗费",
    "30199": "其他工资福利支出", "30201": "办公费", "30202": "印刷费", "30205": "水费", "30206": "电费",
    "30207": "邮电费", "30208": "取暖费", "30209": "物业管理费", "30211": "差旅费", "30213": "维修(护)费",
    "30214": "租赁费", "30215": "会议费", "30216": "培训费", "30217": "公务接待费", "30218": "专用材料费", "30226": "劳务费",
    "30227": "委托业务费", "30228": "工会经费", "30229": "福利费", "30231": "公务用车运行维护费",
    "30239": "其他交通费用", "30299": "其他商品和服务支出", "30301": "离休费", "30302": "退休费", "30304": "抚恤金",
    "30305": "生活补助", "30307": "医疗费补助", "30308": "助学金", "30309": "奖励金", "31002": "办公设备购置", "31003": "专用设备购置", "31099": "其他资本性支出",
}


def half_up(part: int, whole: int, places: int = 2) -> str:
    """Percent of two amounts, rounded half up, as printed."""
    scale = 10 ** (places + 2)
    q = (2 * part * scale + whole) // (2 * whole)
    if places == 0:
        return str(q)
    return f"{q // 10**places}.{q % 10**places:0{places}d}"


def apportion(rng: random.Random, total: int, weights) -> list[int]:
    """`total` in positive parts, about as `weights`."""
    w = [x * rng.uniform(0.8, 1.2) for x in weights]
    parts = [int(total * x / sum(w)) for x in w[:-1]]
    parts.append(total - sum(parts))
    assert min(parts) > 0, (total, weights)
    return parts


@dataclass
class Line:
    code: str
    name: str
    src: str
    v: dict  # (col, 'b'|'p') -> amount; col f, i, p

    def at(self, col: str, part: str = "bp") -> int:
        return sum(self.v[col, x] for x in part)


@dataclass
class Fin:
    """All figures of one document. `lines`: (code, item, source, basic, project) in units of `scale`."""

    rng: random.Random
    lines: list
    scale: int = 100
    opening: dict = field(default_factory=dict)
    closing: dict = field(default_factory=dict)
    nf: dict = field(default_factory=dict)  # weights of non-fiscal incomes
    used: float = 0
    distribution: float = 0
    tp: dict = field(default_factory=dict)  # item -> (final, budget, prior)
    public: float = 0.22
    equal_budget: float = 0.15
    kinds: str = "admin"

    def __post_init__(self) -> None:
        r, self.rows = self.rng, []
        for code, name, src, b, p in self.lines:
            v = {}
            for part, mean in (("b", b), ("p", p)):
                now = int(mean * self.scale * r.uniform(0.82, 1.18)) + r.randrange(0, 100) if mean else 0
                same = r.random() < self.equal_budget
                v["f", part] = now
                v["i", part] = now if same else self._near(now, 0.78, 1.16)
                v["p", part] = self._near(now, 0.8, 1.22)
            self.rows.append(Line(code, name, src, v))
        sc = self.scale
        self.open = {k: int(x * sc * r.uniform(0.7, 1.3)) + r.randrange(1, 99) for k, x in self.opening.items()}
        self.close = {k: int(x * sc * r.uniform(0.7, 1.3)) + r.randrange(1, 99) for k, x in self.closing.items()}
        self.popen = {k: self._near(x, 0.6, 1.4) for k, x in self.open.items()}
        self.use = int(self.used * sc * r.uniform(0.7, 1.3))
        self.puse = self._near(self.use, 0.5, 1.5)
        self.dist = int(self.distribution * sc * r.uniform(0.7, 1.3))
        self.pdist = self._near(self.dist, 0.5, 1.5)
        self.inc, self.pinc = {}, {}
        for s in ("gpb", "fund", "soe"):
            self.inc[s] = self.tot(s) + self.close.get(s, 0) - self.open.get(s, 0)
            self.pinc[s] = self.tot(s, "p") + self.open.get(s, 0) - self.popen.get(s, 0)
        t = self.tot("nf") + self.close.get("nf", 0) + self.dist - self.open.get("nf", 0) - self.use
        pt = self.tot("nf", "p") + self.open.get("nf", 0) + self.pdist - self.popen.get("nf", 0) - self.puse
        keys = list(self.nf)
        for k, a, b in zip(keys, *(apportion(r, x, [self.nf[k] for k in keys]) for x in (t, pt))) if keys else ():
            self.inc[k], self.pinc[k] = a, b
        assert keys or t == 0, t
        assert min(list(self.inc.values()) + list(self.pinc.values())) >= 0
        self.tp = {k: tuple(int(x * sc) for x in v) for k, v in self.tp.items()}
        self.tp = {k: self.tp.get(k, (0, 0, 0)) for k in ("abroad", "purchase", "operation", "reception")}
        self._economic()

    def _near(self, now: int, lo: float, hi: float) -> int:
        if not now:
            return 0
        while True:
            x = int(now * self.rng.uniform(lo, hi))
            if x > 0 and x != now:
                return x

    def tot(self, src: str | None = None, col: str = "f", part: str = "bp") -> int:
        return sum(x.at(col, part) for x in self.rows if src is None or x.src in src.split("+"))

    def by(self, n: int, src: str | None = None, col: str = "f", part: str = "bp") -> dict:
        out: dict = {}
        for x in sorted(self.rows, key=lambda x: x.code):
            if src is None or x.src in src.split("+"):
                out[x.code[:n]] = out.get(x.code[:n], 0) + x.at(col, part)
        return {k: v for k, v in out.items()}

    def of(self, src: str) -> list:
        return sorted((x for x in self.rows if x.src == src), key=lambda x: x.code)

    def name(self, code: str) -> str:
        if len(code) == 3:
            return CLS[code]
        if len(code) == 5:
            return KUAN[code]
        return next(x.name for x in self.rows if x.code == code)

    def line(self, code: str, src: str = "gpb") -> Line:
        return next(x for x in self.rows if x.code == code and x.src == src)

    @property
    def income(self) -> int:
        return sum(self.inc.values())

    @property
    def pincome(self) -> int:
        return sum(self.pinc.values())

    @property
    def fiscal_income(self) -> int:
        return sum(self.inc[s] for s in ("gpb", "fund", "soe"))

    @property
    def fiscal_pincome(self) -> int:
        return sum(self.pinc[s] for s in ("gpb", "fund", "soe"))

    def opens(self, *src: str) -> int:
        return sum(v for k, v in self.open.items() if not src or k in src)

    def closes(self, *src: str) -> int:
        return sum(v for k, v in self.close.items() if not src or k in src)

    def popens(self, *src: str) -> int:
        return sum(v for k, v in self.popen.items() if not src or k in src)

    @property
    def grand(self) -> int:
        return self.income + self.opens() + self.use

    @property
    def pgrand(self) -> int:
        return self.pincome + self.popens() + self.puse

    FIS = ("gpb", "fund", "soe")

    @property
    def fgrand(self) -> int:
        return self.fiscal_income + self.opens(*self.FIS)

    @property
    def pfgrand(self) -> int:
        return self.fiscal_pincome + self.popens(*self.FIS)

    def tps(self, key: str, col: int) -> int:
        if key == "total":
            return sum(v[col] for v in self.tp.values())
        if key == "vehicle":
            return self.tp["purchase"][col] + self.tp["operation"][col]
        return self.tp[key][col]

    def _economic(self) -> None:
        r, e = self.rng, {}
        fixed = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2101102": "30110", "2101103": "30111",
                 "2210201": "30113", "2080501": "30302", "2080502": "30302", "2210202": "30102", "2080801": "30304"}
        rest = 0
        for x in self.of("gpb"):
            b = x.at("f", "b")
            if not b:
                continue
            if x.code in fixed:
                e[fixed[x.code]] = e.get(fixed[x.code], 0) + b
            else:
                rest += b
        pub = int(rest * self.public * r.uniform(0.9, 1.1))
        per = rest - pub
        w = {"admin": {"30101": 30, "30102": 24, "30103": 22, "30107": 9, "30112": 1.2, "30199": 5, "30305": 2, "30309": 0.3},
             "inst": {"30101": 34, "30102": 7, "30107": 38, "30103": 6, "30112": 1.5, "30199": 8, "30305": 2.5, "30308": 1}}[self.kinds]
        for k, x in zip(w, apportion(r, per, list(w.values()))):
            e[k] = e.get(k, 0) + x
        take = {"30217": self.tp["reception"][0], "30231": self.tp["operation"][0]}
        names = ["30201", "30202", "30205", "30206", "30207", "30209", "30211", "30213", "30215", "30216", "30226", "30227", "30228",
                 "30229", "30239", "30299", "31002"]
        drop = r.sample(names[1:-1], 3)
        names = [n for n in names if n not in drop]
        left = pub - sum(take.values())
        assert left > 1700, (pub, take)
        for k, x in zip(names, apportion(r, left, [r.uniform(1, 6) for _ in names])):
            e[k] = x
        e.update({k: v for k, v in take.items() if v})
        self.econ = dict(sorted(e.items()))
        self.personnel = sum(v for k, v in e.items() if k[:3] in ("301", "303"))
        self.pub = sum(v for k, v in e.items() if k[:3] in ("302", "310"))
        assert self.personnel + self.pub == self.tot("gpb", "f", "b")
        self.ppub = self._near(self.pub, 0.92, 1.08)
        self.ppersonnel = self.tot("gpb", "p", "b") - self.ppub
        self.pe = {"302": self.ppub - (cap := self._near(self.e3("310"), 0.8, 1.2)), "310": cap, "303": (aid := self._near(self.e3("303"), 0.85, 1.15)), "301": self.ppersonnel - aid}
        assert min(self.pe.values()) > 0 and self.ppersonnel != self.personnel

    def e3(self, code: str) -> int:
        return sum(v for k, v in self.econ.items() if k[:3] == code)


@dataclass(frozen=True)
class Tx:
    """Writes marks. `unit` stands behind amounts."""

    sep: bool = False
    unit: str = "万元"
    places: int = 2

    def m(self, v: int) -> str:
        s = f"{abs(v) // 100:{',' if self.sep else ''}d}.{abs(v) % 100:02d}"
        return ("-" if v < 0 else "") + s

    def mark(self, printed: str, *rest: str, **k: object) -> str:
        keys = [f"{a}={b}" for a, b in k.items() if b is not None]
        return "[[" + "|".join([printed, *rest, *keys]) + "]]"

    def n(self, v: int, measure: str, role: str = "final", **k: object) -> str:
        return self.mark(self.m(v), measure, role, **k)

    def __call__(self, v: int, measure: str, role: str = "final", **k: object) -> str:
        return self.n(v, measure, role, **k) + self.unit

    def r(self, v: int, measure: str, **k: object) -> str:
        return self(v, measure, "reason_amount", **k)

    def x(self, v: int) -> str:
        return self.mark(self.m(v), "-") + self.unit

    def q(self, v: int) -> str:
        """A part that may be read as an item or not: not scored."""
        return self.mark(self.m(v), "?") + self.unit

    def d(self, now: int, was: int, measure: str, base: str = "yoy", words: tuple = ("增加", "减少"), **k: object) -> str:
        up = 1 if now > was else -1
        assert now != was, measure
        return words[up < 0] + self(abs(now - was), measure, f"change_{base}", dir=up, **k)

    def g(self, now: int, was: int, measure: str, base: str = "yoy", words: tuple = ("增长", "下降"), **k: object) -> str:
        up = 1 if now > was else -1
        return words[up < 0] + self.mark(half_up(abs(now - was), was, self.places), measure, f"growth_{base}", dir=up, **k) + "%"

    def dg(self, now: int, was: int, measure: str, base: str = "yoy", words: tuple = ("增加", "减少"), gwords: tuple = ("增长", "下降"),
           mid: str = "，", **k: object) -> str:
        return self.d(now, was, measure, base, words, **k) + mid + self.g(now, was, measure, base, gwords, **k)

    def s(self, part: int, whole: int, measure: str, of: str, **k: object) -> str:
        return self.mark(half_up(part, whole, self.places), measure, "share", of=of, **k) + "%"

    def c(self, final: int, budget: int, measure: str, **k: object) -> str:
        return self.mark(half_up(final, budget, self.places), measure, "completion_rate", **k) + "%"

    def k(self, v: object, measure: str, unit: str = "", **kk: object) -> str:
        return self.mark(str(v), measure, "count", **kk) + unit


def way(now: int, was: int, up: str, down: str) -> str:
    """One of two phrases, by the direction."""
    return up if now > was else down


def quoted(n: int) -> str:
    return "一二三四五六七八九十"[n - 1] if n <= 10 else "十" + "一二三四五六七八九"[n - 11]


TPN = {"total": "three_public.total", "abroad": "three_public.abroad", "vehicle": "three_public.vehicle",
       "purchase": "three_public.vehicle_purchase", "operation": "three_public.vehicle_operation", "reception": "three_public.reception"}


class Tables:
    """The statutory tables over one set of figures; `word` is 决算 or 预算, `zero` how nothing is printed."""

    def __init__(self, f: Fin, t: Tx, role: str = "final", zero: str = "0.00", word: str = "决算", blank_code: bool = False) -> None:
        self.f, self.t, self.role, self.zero, self.word = f, t, role, zero, word

    def v(self, x: int) -> str:
        return self.t.m(x) if x else self.zero

    def grid(self, title, header, rows, facts=(), unit="") -> Grid:
        return Grid(title, self.t.unit if unit == "" else unit, tuple(map(tuple, header)), tuple(map(tuple, rows)), tuple(facts))

    def summary(self, title: str, head=None, ordinals=True, total=("本年收入合计", "本年支出合计", "总计", "总计"), used="使用非财政拨款结余",
                opening="年初结转和结余", closing="年末结转和结余", src=None, all_rows=True, lead=True) -> Grid:
        f, w = self.f, self.word
        left = [(n, f.inc.get(k, 0), m) for k, (n, m) in INCOMES.items() if k in f.inc or (all_rows and k != "special")]
        right = [(CLS[c], v, c) for c, v in f.by(3).items()]
        tail_l = [(total[0], f.income, "income.total"), (used, f.use, "balance.nonfiscal_used"), (opening, f.opens(), "balance.opening")]
        tail_r = [(total[1], f.tot(), "expenditure.total"), ("结余分配", f.dist, "balance.distribution"), (closing, f.closes(), "balance.closing")]
        n = max(len(left), len(right))
        rows, facts = [], []
        for i in range(n):
            l = left[i] if i < len(left) else None
            g = right[i] if i < len(right) else None
            rows.append(((f"{quoted(i + 1)}、" if ordinals and l else "") + l[0] if l else "", self.v(l[1]) if l else "",
                         (f"{quoted(i + 1)}、" if ordinals and g else "") + g[0] if g else "", self.v(g[1]) if g else ""))
            if l and l[1]:
                facts.append(CellFact(i, 1, l[2], self.role))
            if g and g[1]:
                facts.append(CellFact(i, 3, "expenditure.total", self.role, g[2]))
        for i, (l, g) in enumerate(zip(tail_l, tail_r)):
            rows.append((l[0], self.v(l[1]), g[0], self.v(g[1])))
            for col, c in ((1, l), (3, g)):
                if c[1]:
                    facts.append(CellFact(n + i, col, c[2], self.role))
        rows.append((total[2], self.v(f.grand), total[3], self.v(f.grand)))
        facts += [CellFact(n + 3, c, "income_expenditure_total", self.role) for c in (1, 3)]
        return self.grid(title, head or (("收入", "<", "支出", "<"), ("项目", f"{w}数", "项目", f"{w}数")), rows, facts)

    def _tree(self, levels, src):
        f = self.f
        codes = sorted({x.code[:n] for x in f.rows if src is None or x.src in src.split("+") for n in levels})
        return codes

    def income(self, title: str, levels=(3, 5, 7), keys=("superior", "undertaking", "business", "affiliate", "other"), names=None) -> Grid:
        """Income by function: the main class takes what carry-over shifts."""
        f = self.f
        main = max(f.by(3), key=f.by(3).get)
        fis = {x.code: 0 for x in f.rows}
        for x in f.rows:
            if x.src != "nf":
                fis[x.code] += x.at("f")
        big = {s: max((x for x in f.rows if x.src == s), key=lambda x: x.at("f"), default=None) for s in ("gpb", "fund", "soe")}
        for s, x in big.items():
            if x:
                fis[x.code] += f.inc[s] - f.tot(s)
        nf_line = max((x for x in f.rows if x.src == "nf"), key=lambda x: x.at("f"), default=None)
        nf = {x.code: {k: 0 for k in keys} for x in f.rows}
        if nf_line:
            for k in keys:
                nf[nf_line.code][k] += f.inc.get(k, 0)
        shown = list(keys)
        head = ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", *[(names or {}).get(k, INCOMES[k][0]) for k in shown]]
        rows = []
        def row(code, name):
            a = sum(v for c, v in fis.items() if c.startswith(code))
            b = [sum(nf[c][k] for c in nf if c.startswith(code)) for k in shown]
            return (code, name, self.v(a + sum(b)), self.v(a), *map(self.v, b)), a + sum(b)
        rows.append(("合计", "", *row("", "")[0][2:]))
        facts = [CellFact(0, 2, "income.total", self.role), CellFact(0, 3, "income.fiscal", self.role)]
        facts += [CellFact(0, 4 + i, INCOMES[k][1], self.role) for i, k in enumerate(shown) if f.inc.get(k)]
        for c in self._tree(levels, None):
            r, total = row(c, f.name(c))
            if total:
                rows.append(r)
        return self.grid(title, (tuple(head),), rows, facts)

    def expenditure(self, title: str, levels=(3, 5, 7), more=("上缴上级支出", "经营支出", "对附属单位补助支出"), src=None, measure="expenditure",
                    total="合计", head=None) -> Grid:
        f = self.f
        m = {"expenditure": ("expenditure.total", "expenditure.basic", "expenditure.project"),
             "gpb": ("gpb.expenditure", "gpb.basic_expenditure", "gpb.project_expenditure")}[measure]
        b, p = f.by(7, src, "f", "b"), f.by(7, src, "f", "p")
        def row(code, name):
            x = sum(v for c, v in b.items() if c.startswith(code))
            y = sum(v for c, v in p.items() if c.startswith(code))
            return (code, name, self.v(x + y), self.v(x), self.v(y), *[self.zero] * len(more)), (x, y)
        first, xy = row("", "")
        rows = [(total, "", *first[2:])]
        facts = [CellFact(0, 2, m[0], self.role)] + [CellFact(0, 3 + i, m[1 + i], self.role) for i in (0, 1) if xy[i]]
        for c in self._tree(levels, src):
            r, xy = row(c, f.name(c))
            if sum(xy):
                facts.append(CellFact(len(rows), 2, m[0], self.role, c))
                rows.append(r)
        hd = head or (("科目编码", "科目名称", "本年支出合计" if measure == "expenditure" else "合计", "基本支出", "项目支出", *more),)
        return self.grid(title, hd, rows, facts)

    def gpb(self, title: str, levels=(3, 5, 7), **k) -> Grid:
        return self.expenditure(title, levels, (), "gpb", "gpb", **k)

    def fiscal(self, title: str) -> Grid:
        f = self.f
        left = [(INCOMES[s][0], f.inc[s]) for s in f.FIS]
        lines = [(CLS[c], c) for c in f.by(3, "gpb+fund+soe")]
        rows, facts, n = [], [], max(len(lines), 3)
        by = {s: f.by(3, s) for s in f.FIS}
        for i in range(n):
            l = left[i] if i < 3 else ("", None)
            a, b = (l[0], self.v(l[1])) if l[1] is not None else ("", "")
            if i < len(lines):
                vals = [by[s].get(lines[i][1], 0) for s in f.FIS]
                rows.append((a, b, lines[i][0], self.v(sum(vals)), *map(self.v, vals)))
                facts.append(CellFact(i, 3, "fiscal.expenditure", self.role, lines[i][1]))
                if vals[0]:
                    facts.append(CellFact(i, 4, "gpb.expenditure", self.role, lines[i][1]))
            else:
                rows.append((a, b, "", "", "", "", ""))
        def tail(lab, x, rab, vals):
            rows.append((lab, self.v(x) if x is not None else "", rab, *( [self.v(sum(vals)), *map(self.v, vals)] if rab else [""] * 4)))
        tail("本年收入合计", f.fiscal_income, "本年支出合计", [f.tot(s) for s in f.FIS])
        facts.append(CellFact(n, 3, "fiscal.expenditure", self.role))
        facts.append(CellFact(n, 4, "gpb.expenditure", self.role))
        tail("年初财政拨款结转和结余", f.opens(*f.FIS), "年末财政拨款结转和结余", [f.closes(s) for s in f.FIS])
        for s in f.FIS:
            tail(INCOMES[s][0].replace("收入", ""), f.opens(s), "", [])
        tail("总计", f.fgrand, "总计", [f.inc[s] + f.opens(s) for s in f.FIS])
        facts += [CellFact(n + 5, c, "fiscal.income_expenditure_total", self.role) for c in (1, 3)]
        w = self.word
        head = (("收入", "<", "支出", "<", "<", "<", "<"),
                ("项目", f"{w}数", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"))
        return self.grid(title, head, rows, facts)

    def basic(self, title: str, panels=2) -> Grid:
        f, w = self.f, self.word
        def col(*groups):
            out = []
            for g in groups:
                if f.e3(g):
                    out.append((g, ECON[g], self.v(f.e3(g))))
                    out += [(c, ECON[c], self.v(v)) for c, v in f.econ.items() if c[:3] == g]
            return out
        cols = [col("301", "303"), col("302", "310")]
        n = max(map(len, cols))
        rows, facts = [], []
        for i in range(n):
            row = []
            for j, c in enumerate(cols):
                if i < len(c):
                    facts.append(CellFact(i, 3 * j + 2, "gpb.basic_expenditure", self.role, c[i][0]))
                row += c[i] if i < len(c) else ("", "", "")
            rows.append(tuple(row))
        rows.append(("人员经费合计", "", self.v(f.personnel), "公用经费合计", "", self.v(f.pub)))
        facts += [CellFact(n, 2, "gpb.personnel", self.role), CellFact(n, 5, "gpb.public", self.role)]
        head = (("人员经费", "<", "<", "公用经费", "<", "<"), ("科目编码", "科目名称", f"{w}数", "科目编码", "科目名称", f"{w}数"))
        return self.grid(title, head, rows, facts)

    def basic_list(self, title: str, names=("科目编码", "科目名称", "合计", "人员经费", "公用经费")) -> Grid:
        f = self.f
        rows = [("合计", "", self.v(f.personnel + f.pub), self.v(f.personnel), self.v(f.pub))]
        facts = [CellFact(0, 2, "gpb.basic_expenditure", self.role), CellFact(0, 3, "gpb.personnel", self.role), CellFact(0, 4, "gpb.public", self.role)]
        for g in ("301", "302", "303", "310"):
            if not f.e3(g):
                continue
            per = g in ("301", "303")
            for c, v in [(g, f.e3(g)), *((c, v) for c, v in f.econ.items() if c[:3] == g)]:
                facts.append(CellFact(len(rows), 2, "gpb.basic_expenditure", self.role, c))
                rows.append((c, ECON[c], self.v(v), self.v(v) if per else "", "" if per else self.v(v)))
        return self.grid(title, (names,), rows, facts)

    def fund(self, title: str, src="fund", levels=(3, 5, 7)) -> Grid:
        f = self.f
        big = max((x for x in f.rows if x.src == src), key=lambda x: x.at("f"), default=None)
        def row(code, name):
            b = sum(v for c, v in f.by(7, src, "f", "b").items() if c.startswith(code))
            p = sum(v for c, v in f.by(7, src, "f", "p").items() if c.startswith(code))
            mine = big and big.code.startswith(code)
            o, c = (f.opens(src), f.closes(src)) if mine else (0, 0)
            return (code, name, *map(self.v, (o, b + p + c - o, b + p, b, p, c)))
        rows, facts = [], []
        if big:
            rows.append(("合计", "", *row("", "")[2:]))
            facts = [CellFact(0, 3, "gov_fund.income", self.role), CellFact(0, 4, "gov_fund.expenditure", self.role)]
            for c in self._tree(levels, src):
                facts.append(CellFact(len(rows), 4, "gov_fund.expenditure", self.role, c))
                rows.append(row(c, f.name(c)))
        else:
            rows.append(("合计", "", *[self.zero] * 6))
        head = (("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余"),
                ("^", "^", "^", "^", "小计", "基本支出", "项目支出", "^"))
        return self.grid(title, head, rows, facts)

    def soe(self, title: str) -> Grid:
        f = self.f
        rows, facts = [], []
        if f.tot("soe"):
            facts.append(CellFact(0, 2, "state_capital.expenditure", self.role))
            for c in ["", *self._tree((3, 5, 7), "soe")]:
                b = sum(v for k, v in f.by(7, "soe", "f", "b").items() if k.startswith(c))
                p = sum(v for k, v in f.by(7, "soe", "f", "p").items() if k.startswith(c))
                rows.append((c or "合计", f.name(c) if c else "", *map(self.v, (b + p, b, p))))
        else:
            rows.append(("合计", "", *[self.zero] * 3))
        return self.grid(title, (("科目编码", "科目名称", "合计", "基本支出", "项目支出"),), rows, facts)

    def three(self, title: str, budget_role: str = "initial_budget", abroad="因公出国（境）费", vehicle="公务用车购置及运行维护费") -> Grid:
        f = self.f
        keys = ("total", "abroad", "vehicle", "purchase", "operation", "reception")
        row = tuple(self.v(f.tps(k, c)) for c in (1, 0) for k in keys)
        facts = [CellFact(0, i + 6 * (c == 0), TPN[k], budget_role if c else "final") for c in (1, 0) for i, k in enumerate(keys) if f.tps(k, c)]
        sub = ("合计", abroad, vehicle, "<", "<", "公务接待费")
        low = ("^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^")
        head = (("预算数", *["<"] * 5, "决算数", *["<"] * 5), sub * 2, low * 2)
        return self.grid(title, head, (row,), facts)

    def three_rows(self, title: str, cols=(("预算数", 1, "initial_budget"), ("决算数", 0, "final")), first="项目",
                   names=("合计", "1.因公出国（境）费", "2.公务接待费", "3.公务用车购置及运行维护费", "其中：（1）公务用车购置费", "（2）公务用车运行维护费"),
                   keys=("total", "abroad", "reception", "vehicle", "purchase", "operation")) -> Grid:
        f = self.f
        rows = [(n, *[self.v(f.tps(k, c[1])) for c in cols]) for n, k in zip(names, keys)]
        facts = [CellFact(i, 1 + j, TPN[k], c[2]) for i, k in enumerate(keys) for j, c in enumerate(cols) if f.tps(k, c[1])]
        return self.grid(title, ((first, *[c[0] for c in cols]),), rows, facts)

    def three_budget(self, title: str, prior="上年预算数", now="本年预算数") -> Grid:
        return self.three_rows(title, ((prior, 2, "prior_budget"), (now, 0, "initial_budget")))


def split_codes(g: Grid) -> Grid:
    """The same table with the code in three columns."""
    rest = g.header[0][2:]
    header = (("科目编码", "<", "<", "科目名称", *rest), ("类", "款", "项", *["^"] * (len(rest) + 1)))
    body = tuple((c[:3], c[3:5], c[5:7], *r) if c.isdigit() else (c, "", "", *r) for c, *r in g.body)
    facts = tuple(CellFact(x.row, x.col + 2, x.measure, x.role, x.code, x.label) for x in g.facts)
    return Grid(g.title, g.unit, header, body, facts)


def story(name, province, year, kind, entity, blocks) -> Story:
    return Story(name, province, year, kind, entity, tuple(blocks))


def kuanxiang(f: Fin, x: Line) -> str:
    """Class, 款 and 项 of a line as they are written in prose."""
    return f"{CLS[x.code[:3]]}（类）{KUAN[x.code[:5]]}（款）{x.name}（项）"


def retry(make, rng: random.Random, *rest) -> Story:
    """A document whose figures all differ from last year's: now and then two are equal by chance, then it is drawn again."""
    for _ in range(30):
        try:
            return make(rng, *rest)
        except AssertionError:
            continue
    raise RuntimeError(make)


def stories(rng: random.Random) -> list[Story]:
    """No style."""
    return []
