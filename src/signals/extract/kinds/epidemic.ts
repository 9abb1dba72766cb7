/** Words of an epidemic: only beside them are 放开, "reopening" and "lockdown" acts of public health. */
export const EPIDEMIC =
  /\b(covid|covid 19|zero covid|coronavirus|virus|pandemic|epidemic|negative test|negative pcr|nucleic|infections?|outbreak|omicron|lockdown|lockdowns|mass testing|quarantine|health code|pcr)\b|新冠|疫情|核酸|封控|阳性|隔离|清零|健康码|行程码|行程卡|防疫|堂食|静默|静态管理|方舱|熔断|落地检/i;
