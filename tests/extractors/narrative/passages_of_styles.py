"""Invented passages in the styles of many provinces, with the truth at each figure; see `marked_passages`.

`SEEN` were read while the grammar was changed, `ASIDE` were not. All were written before the tool had read one of them.
"""

from __future__ import annotations

from tests.extractors.narrative.marked_passages import Passage

SEEN = (
    Passage(
        "Fujian: expenditure arranged for the income, with change and reason",
        """一、预算收支总体情况
按照全口径预算的要求，本单位2026年收入预算为2410.60万元，比上年增加110.60万元{income_expenditure_total c}，增长4.81%{income_expenditure_total g}，主要原因是人员调入。其中：一般公共预算拨款收入2200.00万元{income.gpb v}，政府性基金预算拨款收入0.00万元{income.gov_fund v}，其他收入210.60万元{income.other v}。
相应安排支出预算2410.60万元{expenditure.total v}，比上年增加110.60万元{expenditure.total c}，增长4.81%{expenditure.total g}，主要原因是项目支出预算增加110.60万元{ra}。其中：基本支出1800.00万元{expenditure.basic v}，项目支出610.60万元{expenditure.project v}。""",
    ),
    Passage(
        "Fujian: both sides in one paragraph",
        """一、预算收支总体情况
2026年，本部门收入预算为980.00万元，比上年减少20.00万元，下降2.00%。其中：一般公共预算拨款收入980.00万元{income.gpb v}。相应安排支出预算980.00万元{expenditure.total v}，比上年减少20.00万元{expenditure.total c-}，下降2.00%{expenditure.total g-}，主要原因是压减一般性支出。其中：人员支出700.00万元、公用支出80.00万元{expenditure.public v}、项目支出200.00万元{expenditure.project v}。""",
    ),
    Passage(
        "Anhui: the budget of expenditure follows the income",
        """一、收支预算总体情况说明
（一）收入预算情况
本单位2026年收入预算620.00万元{income_expenditure_total v}，其中，本年财政拨款收入600.00万元{income.fiscal v}，上年结转20.00万元{balance.opening v}。与之对应，安排支出620.00万元{expenditure.total v}，较上年增加30.00万元{expenditure.total c}，增长5.08%{expenditure.total g}。""",
    ),
    Passage(
        "Shenzhen: expenses of known and unknown names in one list",
        """二、支出预算具体情况
某局（本级）预算900.00万元{expenditure.total v}，包括在职人员经费400.00万元{expenditure.total@在职人员经费 v}、离退休人员经费60.00万元{expenditure.total@离退休人员经费 v}、公用经费90.00万元{expenditure.public v}、项目经费300.00万元{!}、增人增资50.00万元{expenditure.total@增人增资 v}。
1.在职人员经费400.00万元{expenditure.total@在职人员经费 v}，比上年增加20.00万元{expenditure.total@在职人员经费 c}，增长5.26%{expenditure.total@在职人员经费 g}，主要是调资。""",
    ),
    Passage(
        "Hunan: other expenditure among the functions",
        """（二）支出预算：2026年本部门支出预算5000.00万元{expenditure.total v}，其中，教育支出4000.00万元{expenditure.total#205 v}，住房保障支出600.00万元{expenditure.total#221 v}，其他支出400.00万元{expenditure.total#229 v}。支出较去年增加250.00万元{expenditure.total c}，主要是新增学位。""",
    ),
    Passage(
        "Guizhou account: shares of functions, one of them called other",
        """（二）一般公共预算财政拨款支出决算结构情况
2023年度一般公共预算财政拨款支出1000.00万元{gpb.expenditure v}，主要用于以下方面：一般公共服务支出600.00万元{gpb.expenditure#201 v}，占60.00%{^ s}；城乡社区支出250.00万元{gpb.expenditure#212 v}，占25.00%{^ s}；其他支出150.00万元{gpb.expenditure#229 v}，占15.00%{^ s}。""",
        "final_account",
        2023,
    ),
    Passage(
        "Chongqing: the heading says which operating expense",
        """三、其他情况说明
（一）机关运行经费。2026年一般公共预算财政拨款运行经费321.00万元{agency_operating v}，比2025年减少4.00万元{agency_operating c-}，下降1.23%{agency_operating g-}，主要用于办公费、印刷费、水电费。""",
    ),
    Passage(
        "Hubei: a heading line gives its subject to 预算 alone",
        """（三）公务接待费
2026年预算3.20万元{three_public.reception v}，较上年预算减少0.80万元{three_public.reception c-}，下降20.00%{three_public.reception g-}，主要原因是厉行节约。
（四）公务用车运行维护费
2026年预算安排8.00万元{three_public.vehicle_operation v}，与上年持平。""",
    ),
    Passage(
        "Gansu: numbered run-on headings with bare 经费 and 支出",
        """四、“三公”经费预算情况
1.因公出国（境）费用：本年经费0.00万元{three_public.abroad v}，与上年持平。
2.公务接待费：本年支出1.50万元{three_public.reception v}，较上年减少0.50万元{three_public.reception c-}。""",
    ),
    Passage(
        "Shanxi account: the sentence of a government purchase heading",
        """九、其他重要事项的情况说明
（二）政府采购支出情况
2023年度支出总额260.00万元{procurement.total v}，其中：货物支出60.00万元{procurement.goods v}、服务支出200.00万元{procurement.services v}。授予中小企业合同金额200.00万元{procurement.sme v}，占支出总额的76.92%。""",
        "final_account",
        2023,
    ),
    Passage(
        "Chongqing: the sentence's fund before the section's, and its parts",
        """二、财政拨款情况说明
2026年一般公共预算财政拨款收入4800.00万元，一般公共预算财政拨款支出4800.00万元{gpb.expenditure v}，比2025年增加300.00万元{gpb.expenditure c}。其中：基本支出3000.00万元{gpb.basic_expenditure v}，比2025年减少100.00万元{gpb.basic_expenditure c-}，主要用于保障在职人员工资福利；项目支出1800.00万元{gpb.project_expenditure v}，比2025年增加400.00万元{gpb.project_expenditure c}。""",
    ),
    Passage(
        "Jilin: two funds one after the other, each with its parts",
        """三、财政拨款支出情况
本部门2026年一般公共预算财政拨款支出700.00万元{gpb.expenditure v}，其中：基本支出500.00万元{gpb.basic_expenditure v}，项目支出200.00万元{gpb.project_expenditure v}。政府性基金预算财政拨款支出90.00万元{gov_fund.expenditure v}，其中：基本支出0.00万元{gov_fund.basic_expenditure v}，项目支出90.00万元{gov_fund.project_expenditure v}。""",
    ),
    Passage(
        "Chongqing: procurement of all funds, then of one",
        """（二）政府采购情况。所属各预算单位政府采购预算总额900.00万元{procurement.total v}：政府采购货物预算500.00万元{procurement.goods v}、政府采购工程预算100.00万元{procurement.works v}、政府采购服务预算300.00万元{procurement.services v}；其中一般公共预算拨款政府采购700.00万元{procurement.total~gpb v}：政府采购货物预算380.00万元{procurement.goods~gpb v}、政府采购工程预算60.00万元{procurement.works~gpb v}、政府采购服务预算260.00万元{procurement.services~gpb v}。""",
    ),
    Passage(
        "Chongqing: general expenses as a list of economic items",
        """（三）一般性支出情况：2026年本单位会议费预算3.10万元{expenditure.total#30215 v}，比上年减少0.20万元{^ c-}；培训费预算4.20万元{expenditure.total#30216 v}，比上年增加1.00万元{^ c}；差旅费预算12.00万元{expenditure.total#30211 v}。""",
    ),
    Passage(
        "Guangxi: money entrusted to others, with the part of the treasury",
        """七、委托业务费情况说明
2026年委托业务费预算45.00万元{expenditure.total#30227 v}，其中财政拨款资金40.00万元{!}，较上年增加5.00万元。""",
    ),
    Passage(
        "Xi'an: an item in its parts, over the sentences between",
        """（二）支出按功能科目分类的明细情况
（1）进修及培训（20508）12.00万元{expenditure.total#20508 v}，较上年增加2.00万元{expenditure.total#20508 c}，原因是培训班次增加。具体为：人员经费0.00万元{expenditure.personnel#20508 v}，与上年持平；公用经费8.00万元{expenditure.public#20508 v}，较上年增加2.00万元{expenditure.public#20508 c}，原因是课程增加；专项业务经费4.00万元{expenditure.project#20508 v}，与上年持平。
（2）行政运行（2010301）300.00万元{expenditure.total#2010301 v}，较上年减少10.00万元{expenditure.total#2010301 c-}。具体为：人员经费260.00万元{expenditure.personnel#2010301 v}，较上年减少10.00万元{expenditure.personnel#2010301 c-}；公用经费40.00万元{expenditure.public#2010301 v}，与上年持平。""",
    ),
    Passage(
        "Xi'an: economic items in parts",
        """四、财政拨款收支情况
（三）一般公共预算支出按经济科目分类的明细情况
1.按照部门预算支出经济分类的类级科目说明
商品和服务支出（302）120.00万元{gpb.expenditure#302 v}，较上年减少5.00万元{gpb.expenditure#302 c-}，其中：公用经费70.00万元{gpb.public#302 v}，较上年减少2.00万元{gpb.public#302 c-}。专项业务经费支出50.00万元{gpb.project_expenditure#302 v}，较上年减少3.00万元{gpb.project_expenditure#302 c-}。
对个人和家庭的补助（303）9.00万元{gpb.expenditure#303 v}，与上年持平。""",
    ),
    Passage(
        "Zhejiang account: an item told by basic and project expenditure",
        """（三）一般公共预算财政拨款支出决算具体情况
1.教育支出（类）普通教育（款）小学教育（项）。2023年支出决算为1500.00万元{gpb.expenditure#2050202 v}，其中：基本支出1200.00万元{gpb.basic_expenditure#2050202 v}，项目支出300.00万元{gpb.project_expenditure#2050202 v}。主要用于教师工资。
2.教育支出（类）普通教育（款）初中教育（项）。2023年支出决算为800.00万元{gpb.expenditure#2050203 v}。""",
        "final_account",
        2023,
    ),
    Passage(
        "Henan: parts of a bracket are parts of the figure before it",
        """五、一般公共预算支出情况说明
一般公共预算支出450.00万元{gpb.expenditure v}（其中含产业发展补助资金一般公共预算支出400.00万元{!}），较2025年减少50.00万元{gpb.expenditure c-}，下降10.00%{gpb.expenditure g-}。""",
    ),
    Passage(
        "Fujian account: a bracket that says what a figure contains",
        """五、公共财政拨款支出决算情况
2016年度公共财政拨款支出860.00万元{gpb.expenditure v}（其中：含旧城改造补助公共财政拨款支出300.00万元{!}，含抗旱补助20.00万元{!}），比上年增加60.00万元{gpb.expenditure c}，增长7.50%{gpb.expenditure g}。""",
        "final_account",
        2016,
    ),
    Passage(
        "Fujian account: the nearest noun is the subject",
        """六、“三公”经费公共财政拨款支出决算情况
2016年“三公”经费公共财政拨款支出5.20万元{three_public.total v}，同比下降20.00%{three_public.total g-}。其中：公务用车运行费公共财政拨款支出4.00万元{three_public.vehicle_operation v}，公务接待费公共财政拨款支出1.20万元{three_public.reception v}。""",
        "final_account",
        2016,
    ),
    Passage(
        "Jiangsu: class and group from two lines",
        """五、一般公共预算支出情况
（二）社会保障和就业支出（类）
1.行政事业单位养老支出（款）：2026年预算支出合计180.00万元{gpb.expenditure#20805 v}，与上年相比增加12.00万元{gpb.expenditure#20805 c}，增长7.14%{gpb.expenditure#20805 g}。""",
    ),
    Passage(
        "Jiangsu: class on one line, group on the next without a mark",
        """五、财政拨款支出预算情况说明
（二）社会保障和就业支出（类）
行政事业单位养老支出（款）：2026年预算支出合计180.00万元{fiscal.expenditure#20805 v}，与上年相比增加12.00万元{fiscal.expenditure#20805 c}。""",
    ),
    Passage(
        "Jiangsu: the change behind a list of purposes",
        """三、支出预算情况说明
1．公共安全（类）支出1600.00万元{expenditure.total#204 v}，主要用于人员工资、办案经费、信息化建设等项目支出。与上年相比增加13.00万元{expenditure.total#204 c}，增长0.82%{expenditure.total#204 g}。主要原因是调整缴费基数。
2．住房保障（类）支出200.00万元{expenditure.total#221 v}，主要用于缴纳住房公积金等基本支出。与上年相比减少10.00万元{expenditure.total#221 c-}，减少4.76%{expenditure.total#221 g-}。""",
    ),
    Passage(
        "Jiangxi: purposes between a total and its change",
        """二、部门支出总体情况
2026年支出预算总额为3000.00万元{expenditure.total v}，主要用于保障机构运转、完成日常工作任务而发生的基本支出和项目支出，较上年预算安排增加100.00万元{expenditure.total c}，增长3.45%{expenditure.total g}。""",
    ),
    Passage(
        "Yunnan universities: shares behind a bracketed total",
        """（二）支出预算情况
2026年支出预算900.00万元{income_expenditure_total v}（本年支出预算800.00万元{expenditure.total v}），其中：教育支出700.00万元{expenditure.total#205 v}，占总支出的77.78%{^ s}；科学技术支出200.00万元{expenditure.total#206 v}，占总支出的22.22%{^ s}。""",
    ),
    Passage(
        "line breaks inside words",
        """六、政府性基金预算财政拨款支出情况
2026年政府性基金预算财政拨款支出预算0.00万元{gov_fund.expenditure v}，与2025年预
算持平。
2026年政府性基金预算财政拨款支出预算12.00万元，比2025年预
算增加2.00万元{gov_fund.expenditure c}，增
长20.00%{gov_fund.expenditure g}。""",
    ),
    Passage(
        "a sum broken by a page number",
        """三、支出预算情况
2026年支出预算700.00万元，包括一般公共服务支出640.44万元{expenditure.total#201 v}、卫生健康支出
59.56万元{expenditure.total#210 v}。""",
    ),
    Passage(
        "Hebei: a project's own paragraph",
        """六、项目支出情况
2026年项目支出预算合计350.00万元。其中：智慧城管平台运维项目150.00万元{!}，主要用于平台租赁；市容整治专项经费200.00万元{!}，主要用于清理违法建筑。""",
    ),
    Passage(
        "Liaoning: the project list of a purpose",
        """二、关于2026年支出预算情况说明
项目支出预算80.00万元{expenditure.project v}，其中：党建工作经费10.00万元{!}、档案管理经费20.00万元{!}、执法装备购置50.00万元{!}。""",
    ),
    Passage(
        "Tianjin: an income list with an unknown member",
        """（一）收入预算情况
2026年收入预算1500.00万元，其中：一般公共预算财政拨款收入1200.00万元{income.gpb v}，占80.00%{income.gpb s}；事业收入200.00万元{income.undertaking v}，占13.33%{income.undertaking s}；捐赠收入100.00万元{!}，占6.67%{!}。""",
    ),
    Passage(
        "Ningxia account: class and section of the budget's rate",
        """（三）一般公共预算财政拨款支出决算具体情况
1.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项），年初预算为30.00万元{gpb.expenditure#2101101 b}，支出决算为27.00万元{gpb.expenditure#2101101 v}，完成年初预算的90.00%{gpb.expenditure#2101101 r}。其中：基本支出27.00万元{!}，项目支出0.00万元{!}。
六、一般公共预算财政拨款基本支出决算情况
一般公共预算财政拨款基本支出600.00万元{gpb.basic_expenditure v}，其中：人员经费500.00万元{gpb.personnel v}，公用经费100.00万元{gpb.public v}。""",
        "final_account",
        2023,
    ),
    Passage(
        "Sichuan: units told inside a sentence stay units",
        """二、支出预算情况
本部门支出预算1000.00万元{expenditure.total v}，其中：局机关支出预算600.00万元{!}，所属信息中心支出预算400.00万元{!}。""",
    ),
    Passage(
        "Heilongjiang: bracketed parts of operating expenses",
        """（一）机关运行经费支出情况
2026年机关运行经费预算75.00万元{agency_operating v}（其中：办公费10.00万元{!}、差旅费15.00万元{!}、其他交通费用50.00万元{!}），比上年增加5.00万元{agency_operating c}，增长7.14%{agency_operating g}。""",
    ),
    Passage(
        "Inner Mongolia: change of the total behind the list of its parts",
        """二、收入预算情况
2026年收入预算合计800.00万元{income_expenditure_total v}，其中：一般公共预算拨款收入700.00万元{income.gpb v}，事业收入100.00万元{income.undertaking v}。收入预算比上年增加40.00万元{income_expenditure_total c}，增长5.26%{income_expenditure_total g}。""",
    ),
    Passage(
        "Hainan: an unnumbered heading and a bare 支出 below it",
        """（一）因公出国（境）经费
本年度预算数0.00万元{three_public.abroad v}，与上年相同。
（二）公务用车购置费
本年度预算数18.00万元{three_public.vehicle_purchase v}，比上年增加18.00万元{three_public.vehicle_purchase c}，拟更新公务用车1辆。""",
    ),
    Passage(
        "Qinghai: the fund of a numbered line, its items below",
        """七、关于某局2026年政府性基金预算支出情况说明
本单位2026年政府性基金预算支出500.00万元{gov_fund.expenditure v}，其中：城乡社区支出450.00万元{gov_fund.expenditure#212 v}，其他支出50.00万元{gov_fund.expenditure#229 v}。""",
    ),
    Passage(
        "Xinjiang: basic expenditure in two parts with lists behind",
        """八、一般公共预算基本支出情况
某局2026年一般公共预算基本支出420.00万元{gpb.basic_expenditure v}，其中：
人员经费380.00万元{gpb.personnel v}，主要包括：基本工资120.00万元{gpb.basic_expenditure#30101 v}、津贴补贴90.00万元{gpb.basic_expenditure#30102 v}、住房公积金40.00万元{gpb.basic_expenditure#30113 v}。
公用经费40.00万元{gpb.public v}，主要包括：办公费12.00万元{gpb.basic_expenditure#30201 v}、差旅费9.00万元{gpb.basic_expenditure#30211 v}。""",
    ),
    Passage(
        "Tibet account: a change against the prior account, printed in brackets",
        """二、收入决算情况说明
2023年度收入合计640.00万元{income.total v}（2022年度600.00万元{income.total p}），增加40.00万元{income.total c}，增长6.67%{income.total g}。""",
        "final_account",
        2023,
    ),
    Passage(
        "a ministry: sections of a class by paths in dashes, parts in brackets",
        """（二）一般公共预算当年拨款具体使用情况
1．科学技术（类）基础研究（款）机构运行（项）2026年预算数为230.00万元{gpb.expenditure#2060201 v}（其中：基本支出180.00万元{!}、项目支出50.00万元{!}），比2025年执行数增加10.00万元{gpb.expenditure#2060201 c}，增长4.55%{gpb.expenditure#2060201 g}。""",
    ),
    Passage(
        "Shandong: the operating expense of an institution called public funds",
        """（一）机关运行经费
2026年，本单位作为参公事业单位，财政拨款安排的运行经费56.00万元{agency_operating v}，比上年减少4.00万元{agency_operating c-}，降低6.67%{agency_operating g-}。""",
    ),
    Passage(
        "Guangdong: procurement of a heading with amounts only by kind",
        """三、政府采购情况
2026年本部门安排预算88.00万元{procurement.total v}，其中：货物类18.00万元{procurement.goods v}，服务类70.00万元{procurement.services v}。""",
    ),
)

ASIDE = (
    Passage(
        "Fujian: expenditure arranged accordingly, beside a carry-over",
        """一、单位预算收支总体情况
2026年，某局单位收入预算为1530.00万元，比上年增加30.00万元，增长2.00%。其中：一般公共预算拨款收入1500.00万元{income.gpb v}，上年结转结余30.00万元{balance.opening v}。
相应安排支出预算1530.00万元{expenditure.total v}，比上年增加30.00万元{expenditure.total c}，增长2.00%{expenditure.total g}，主要原因是公用经费预算增加30.00万元{ra}。其中：人员支出1000.00万元{!}，公用支出130.00万元{expenditure.public v}，项目支出400.00万元{expenditure.project v}。""",
    ),
    Passage(
        "Shenzhen: a list whose members come back with a reason",
        """二、预算支出情况
2026年某中心支出预算300.00万元{expenditure.total v}，其中：在编人员经费180.00万元{expenditure.total@在编人员经费 v}、公用经费30.00万元{expenditure.public v}、聘用人员经费40.00万元{expenditure.total@聘用人员经费 v}、业务工作经费50.00万元{expenditure.total@业务工作经费 v}。""",
    ),
    Passage(
        "Jiangsu account: other expenditure by its printed name among classes with marks",
        """三、支出决算情况说明
2023年度本年支出合计2000.00万元{expenditure.total v}，其中：文化旅游体育与传媒支出1500.00万元{expenditure.total#207 v}，占75.00%{^ s}；农林水支出300.00万元{expenditure.total#213 v}，占15.00%{^ s}；其他支出200.00万元{expenditure.total#229 v}，占10.00%{^ s}。""",
        "final_account",
        2023,
    ),
    Passage(
        "Hubei: bare words below a heading of purchase of services",
        """（五）政府购买服务预算情况
2026年预算安排26.00万元{gov_service_purchase v}，较上年增加6.00万元{gov_service_purchase c}，增长30.00%{gov_service_purchase g}，原因是新增法律顾问服务。""",
    ),
    Passage(
        "Guangxi: run-on headings, each with its bare sentence",
        """七、财政拨款“三公”经费支出预算情况
（一）因公出国（境）经费。2026年安排0万元{three_public.abroad v}，同比持平。
（二）公务接待费。2026年安排2.60万元{three_public.reception v}，同比减少0.40万元{three_public.reception c-}，下降13.33%{three_public.reception g-}。
（三）公务用车购置及运行费。2026年安排9.00万元{three_public.vehicle v}，同比增加1.00万元{three_public.vehicle c}。其中：公务用车运行维护费9.00万元{three_public.vehicle_operation v}。""",
    ),
    Passage(
        "Chongqing: a fund named in the sentence against a wider heading",
        """二、财政拨款收支预算情况说明
2026年政府性基金预算财政拨款收入600.00万元，政府性基金预算财政拨款支出600.00万元{gov_fund.expenditure v}，比2025年增加50.00万元{gov_fund.expenditure c}，主要原因是征地补偿增加。其中：项目支出600.00万元{gov_fund.project_expenditure v}，主要用于土地开发。""",
    ),
    Passage(
        "Hunan: procurement of one fund behind all funds",
        """（三）政府采购情况：2026年本部门政府采购预算总额400.00万元{procurement.total v}，其中：货物类采购预算100.00万元{procurement.goods v}；工程类采购预算0.00万元{procurement.works v}；服务类采购预算300.00万元{procurement.services v}。其中政府性基金政府采购150.00万元{procurement.total~gov_fund v}：政府采购服务预算150.00万元{procurement.services~gov_fund v}。""",
    ),
    Passage(
        "Hunan: meetings and training outside their own section",
        """（四）一般性支出情况：2026年本部门会议费预算2.00万元{expenditure.total#30215 v}，拟召开3次会议；培训费预算5.00万元{expenditure.total#30216 v}，拟开展4次培训。""",
    ),
    Passage(
        "Xi'an: a section with parts, over a reason with an amount of its own",
        """（二）支出按功能科目分类的明细情况
（3）事业运行（2010350）210.00万元{expenditure.total#2010350 v}，较上年增加12.00万元{expenditure.total#2010350 c}，原因是新进人员3人。具体为：人员经费190.00万元{expenditure.personnel#2010350 v}，较上年增加14.00万元{expenditure.personnel#2010350 c}，原因是新进人员增加14.00万元{ra}；公用经费20.00万元{expenditure.public#2010350 v}，较上年减少2.00万元{expenditure.public#2010350 c-}；专项业务经费0.00万元{expenditure.project#2010350 v}，与上年持平。""",
    ),
    Passage(
        "Hebei account: an item and its two parts in the next sentence",
        """（二）一般公共预算财政拨款支出决算具体情况
1.农林水支出（类）水利（款）水利行业业务管理（项）支出96.00万元{gpb.expenditure#2130304 v}，比上年增加6.00万元{gpb.expenditure#2130304 c}。其中：基本支出80.00万元{gpb.basic_expenditure#2130304 v}，比上年增加4.00万元{gpb.basic_expenditure#2130304 c}；项目支出16.00万元{gpb.project_expenditure#2130304 v}，比上年增加2.00万元{gpb.project_expenditure#2130304 c}。
2.住房保障支出（类）住房改革支出（款）住房公积金（项）支出44.00万元{gpb.expenditure#2210201 v}。""",
        "final_account",
        2023,
    ),
    Passage(
        "Fujian: what a figure contains, said in brackets",
        """四、一般公共预算拨款支出情况
2026年一般公共预算拨款支出730.00万元{gpb.expenditure v}（含上级专项转移支付安排的一般公共预算拨款支出130.00万元{!}），比上年增加30.00万元{gpb.expenditure c}，增长4.29%{gpb.expenditure g}。""",
    ),
    Passage(
        "Fujian account: the nearest of two nouns, for vehicles",
        """六、公务用车购置及运行费公共财政拨款支出
2016年公务用车购置及运行费公共财政拨款支出3.60万元{three_public.vehicle v}，同比下降10.00%{three_public.vehicle g-}。""",
        "final_account",
        2016,
    ),
    Passage(
        "Jiangsu: a class line, the group and item below it",
        """五、一般公共预算支出预算情况说明
（三）卫生健康支出（类）
1.行政事业单位医疗（款）行政单位医疗（项）支出62.00万元{gpb.expenditure#2101101 v}，与上年相比减少3.00万元{gpb.expenditure#2101101 c-}，减少4.62%{gpb.expenditure#2101101 g-}。
2.行政事业单位医疗（款）公务员医疗补助（项）支出20.00万元{gpb.expenditure#2101103 v}，与上年预算数相同。""",
    ),
    Passage(
        "Jiangsu: a long purpose with nouns of its own",
        """三、支出预算情况说明
3．农林水（类）支出840.00万元{expenditure.total#213 v}，主要用于防汛抗旱、水利工程维护、河道保洁、会议费、培训费等项目支出以及发放基本工资等人员经费。与上年相比减少60.00万元{expenditure.total#213 c-}，减少6.67%{expenditure.total#213 g-}。""",
    ),
    Passage(
        "Shaanxi: the change behind what a total is for",
        """（一）收支情况
2026年本部门当年预算支出1320.00万元{expenditure.total v}，其中用于人员经费和公用经费等基本支出的安排保持稳定，较上年增加20.00万元{expenditure.total c}，增长1.54%{expenditure.total g}。""",
    ),
    Passage(
        "university account: shares behind a bracket of carry-over",
        """三、支出决算情况说明
2023年度支出合计2500.00万元{expenditure.total v}（含上年结转300.00万元），其中：基本支出2000.00万元{expenditure.basic v}，占80.00%{expenditure.basic s}；项目支出500.00万元{expenditure.project v}，占20.00%{expenditure.project s}。""",
        "final_account",
        2023,
    ),
    Passage(
        "a change over a broken line",
        """八、国有资本经营预算支出情况
2026年国有资本经营预算支出30.00万元{state_capital.expenditure v}，比2025年预算减
少6.00万元{state_capital.expenditure c-}，下
降16.67%{state_capital.expenditure g-}。""",
    ),
    Passage(
        "Henan: projects of a list with purposes",
        """五、项目支出情况说明
2026年安排项目支出460.00万元。主要包括：一是校园安保经费160.00万元{!}；二是教学设备购置300.00万元{!}。""",
    ),
    Passage(
        "Guangdong: an expense nobody knows among those of a section",
        """二、“三公”经费安排情况说明
2026年本部门“三公”经费预算安排6.00万元{three_public.total v}，比上年减少1.00万元{three_public.total c-}，下降14.29%{three_public.total g-}。其中：因公出国（境）费0万元{three_public.abroad v}，与上年持平；公务接待费2.00万元{three_public.reception v}，比上年减少1.00万元{three_public.reception c-}；公务用车购置及运行维护费4.00万元{three_public.vehicle v}。会议费1.00万元{!}。""",
    ),
    Passage(
        "Yunnan: a heading that is the whole subject of the sentence below",
        """（二）机关运行经费安排情况
2026年预算安排64.00万元{agency_operating v}，与上年对比减少6.00万元{agency_operating c-}，下降8.57%{agency_operating g-}。""",
    ),
    Passage(
        "Chongqing account: income and expenditure of the treasury in one run",
        """四、财政拨款收入支出决算总体情况说明
2023年度一般公共预算财政拨款支出640.00万元{gpb.expenditure v}，较上年决算数增加40.00万元{gpb.expenditure c}，增长6.67%{gpb.expenditure g}。其中：基本支出500.00万元{gpb.basic_expenditure v}，较上年增加10.00万元{gpb.basic_expenditure c}；项目支出140.00万元{gpb.project_expenditure v}，较上年增加30.00万元{gpb.project_expenditure c}。""",
        "final_account",
        2023,
    ),
    Passage(
        "Gansu: bare 本年预算 for each kind of expense",
        """（三）培训费：本年预算1.20万元{!}，较上年减少0.30万元{!}。
（四）会议费：本年预算0.80万元{!}，与上年持平。
（五）公务接待费：本年预算0.60万元{three_public.reception v}，较上年减少0.20万元{three_public.reception c-}，下降25.00%{three_public.reception g-}。""",
    ),
)
