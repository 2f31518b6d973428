-- What follows reads frames as the tables above describe them; it is the same for every plugin.

local function fail(text) error({ bad = text }, 0) end
local function need(count) error({ need = count }, 0) end

local function take(run, pos, count, limit)
  if pos + count > limit then fail("a field goes beyond what encloses it") end
  if pos + count > run.size then need(pos + count - run.size) end
  return pos + count
end

-- The halves of an unsigned integer of up to 8 bytes, because a number of this language holds 53 bits.
local function halves(run, pos, count, le)
  local hi, lo = 0, 0
  for i = 0, count - 1 do
    local byte = run.tvb(pos + (le and count - 1 - i or i), 1):uint()
    hi = (hi * 256 + math.floor(lo / 16777216)) % 4294967296
    lo = (lo % 16777216) * 256 + byte
  end
  return hi, lo
end

local function bit_of(hi, lo, index)
  if index >= 32 then return math.floor(hi / 2 ^ (index - 32)) % 2 end
  return math.floor(lo / 2 ^ index) % 2
end

local function bits_of(hi, lo, shift, width)
  local value = 0
  for i = width - 1, 0, -1 do value = value * 2 + bit_of(hi, lo, shift + i) end
  return value
end

local function masked(value, mask)
  local result = 0
  for i = 0, 31 do
    if bit_of(0, value, i) == 1 and bit_of(0, mask, i) == 1 then result = result + 2 ^ i end
  end
  return result
end

local function number(item, hi, lo) item.hi, item.lo, item.n = hi, lo, hi * 4294967296 + lo end

local function holds(condition, item)
  if item == nil or item.hi == nil then return false end
  local hi, lo = masked(item.hi, condition.hi), masked(item.lo, condition.lo)
  if condition.equal then return hi == condition.equal.hi and lo == condition.equal.lo end
  return hi ~= 0 or lo ~= 0
end

local frame -- forward

local function varint(run, pos, limit)
  local value, start = UInt64(0), pos
  for i = 0, 9 do
    local at = pos
    pos = take(run, pos, 1, limit)
    local byte = run.tvb(at, 1):uint()
    value = value:bor(UInt64(byte % 128):lshift(7 * i))
    if byte < 128 then return pos, value end
  end
  fail("the varint has more than 64 bits")
end

local function content(run, field, item, pos, limit, stop, closed, scope)
  if field.kind == "bytes" or field.kind == "text" then
    item.from = pos
    if field.delimiter then
      local found = nil
      for at = pos, math.min(run.size, limit) - #field.delimiter do
        local same = true
        for i = 1, #field.delimiter do same = same and run.tvb(at + i - 1, 1):uint() == field.delimiter:byte(i) end
        if same then found = at break end
      end
      if not found then
        if run.size >= limit then fail("no delimiter") end
        need(0)
      end
      item.to = found
      return found + #field.delimiter
    end
    local to = stop or take(run, pos, field.fixed, limit)
    item.to = to
    if field.constant then
      if to - pos ~= #field.constant then fail(field.name .. " must be a constant") end
      for i = 1, #field.constant do
        if run.tvb(pos + i - 1, 1):uint() ~= field.constant:byte(i) then fail(field.name .. " must be a constant") end
      end
    end
    return to
  end
  if field.kind == "array" then
    local count = nil
    if not stop then count = field.by and (scope[field.by] and scope[field.by].n or 0) or field.fixed end
    local i = 0
    while (count and i < count) or (not count and pos < stop) do
      local start = pos
      local child
      pos, child = run.value(run, field.element, pos, limit, stop or closed, scope)
      if pos == start then fail("an element takes no bytes") end
      item[#item + 1] = child
      i = i + 1
    end
    return pos
  end
  if field.kind == "frame" or field.kind == "union" then
    local name = field.nested
    if field.kind == "union" then
      local tag = scope[field.tag]
      for _, case in ipairs(field.cases) do
        if tag and tag.hi == case.hi and tag.lo == case.lo then name = case.frame end
      end
      if not name then fail("the tag of " .. field.name .. " is that of no case") end
    end
    return frame(run, frames[name], pos, limit, stop or closed, item)
  end
  -- Encoded by the author's own code: it can be shown only where something else says how long it is.
  if not stop then fail(field.name .. " is encoded by code of the plugin") end
  item.from, item.to = pos, stop
  return stop
end

local function measured(run, field, item, pos, count, limit, scope)
  local stop = take(run, pos, count, limit)
  local to = content(run, field, item, pos, math.min(limit, stop), stop, stop, scope)
  if to ~= stop then fail("bytes of the length of " .. field.name .. " are left over") end
  return to
end

local function value(run, field, pos, limit, stop, scope)
  local item = { field = field, at = pos }
  local to
  if field.kind == "int" or field.kind == "float" then
    local count = field.width / 8
    to = take(run, pos, count, limit)
    number(item, halves(run, pos, count, field.le))
    local range = run.tvb(pos, count)
    if field.kind == "float" then
      if count == 2 then
        local sign, exponent, fraction = bits_of(0, item.lo, 15, 1), bits_of(0, item.lo, 10, 5), bits_of(0, item.lo, 0, 10)
        item.value = exponent == 31 and (fraction == 0 and 1 / 0 or 0 / 0) or exponent == 0 and fraction * 2 ^ -24 or (1 + fraction / 1024) * 2 ^ (exponent - 15)
        if sign == 1 then item.value = -item.value end
      else
        item.value = field.le and range:le_float() or range:float()
      end
    elseif count <= 4 then
      if field.signed then item.value = field.le and range:le_int() or range:int()
      else item.value = field.le and range:le_uint() or range:uint() end
    elseif field.signed then item.value = field.le and range:le_int64() or range:int64()
    else item.value = field.le and range:le_uint64() or range:uint64() end
    if field.constant then
      for i = 1, #field.constant do
        if run.tvb(pos + i - 1, 1):uint() ~= field.constant:byte(i) then fail(field.name .. " must be a constant") end
      end
    end
  elseif field.kind == "varint" then
    local raw
    to, raw = varint(run, pos, limit)
    number(item, raw:higher(), raw:lower())
    if field.zigzag then
      local folded = raw:rshift(1)
      if item.lo % 2 == 1 then folded = folded:bxor(UInt64(0xffffffff, 0xffffffff)) end
      number(item, folded:higher(), folded:lower())
      item.value = Int64(folded:lower(), folded:higher())
    elseif field.signed then item.value = Int64(raw:lower(), raw:higher())
    else item.value = raw end
  elseif field.prefix then
    local count
    if field.prefix == 16 then
      local raw
      to, raw = varint(run, pos, limit)
      count = raw:tonumber()
    else
      to = take(run, pos, field.prefix, limit)
      local hi, lo = halves(run, pos, field.prefix, field.le)
      count = hi * 4294967296 + lo
    end
    to = measured(run, field, item, to, count, limit, scope)
  elseif field.direct and scope[field.direct] then
    to = measured(run, field, item, pos, math.max(0, scope[field.direct].n - scope[field.direct].field.adjust), limit, scope)
  elseif field.remaining then
    to = measured(run, field, item, pos, (stop or math.min(run.size, limit)) - pos, limit, scope)
  else
    to = content(run, field, item, pos, limit, nil, stop, scope)
  end
  item.len = to - item.at
  return to, item
end

local function padding(run, count, align, origin, pos, limit)
  pos = take(run, pos, count, limit)
  if align > 1 then pos = take(run, pos, (align - (pos - origin) % align) % align, limit) end
  return pos
end

function frame(run, schema, pos, limit, stop, into)
  local origin, scope, open = pos, {}, {}
  limit = math.min(limit, pos + schema.max)
  run.depth = run.depth + 1
  if run.depth > 64 then fail("frames nest deeper than 64") end
  local group = nil
  local function inner() return open[#open] and open[#open].stop or stop end
  local function bound() return open[#open] and math.min(limit, open[#open].stop) or limit end
  local function begin(field)
    for _, length in ipairs(field.measured or {}) do
      local item = scope[length]
      if item then
        local to = take(run, pos, math.max(0, item.n - item.field.adjust), bound())
        open[#open + 1] = { last = item.field.last, stop = to }
      end
    end
  end
  local function finish(field)
    while open[#open] and open[#open].last == field.name do
      if pos ~= open[#open].stop then fail("bytes of a length are left over at " .. field.name) end
      open[#open] = nil
    end
  end
  for _, field in ipairs(schema.fields) do
    local conditional = field.condition ~= nil
    local present = not conditional or holds(field.condition, scope[field.condition.field])
    local first = not field.group or field.shift + field.width == field.group * 8
    if conditional or not present then begin(field) end
    if present then
      if first then pos = padding(run, field.before, field.alignBefore, origin, pos, bound()) end
      if not conditional then begin(field) end
      if field.group then
        if first then
          local at = pos
          pos = take(run, pos, field.group, bound())
          local hi, lo = halves(run, at, field.group, field.le)
          group = { at = at, hi = hi, lo = lo }
        end
        local item = { field = field, at = group.at, len = field.group }
        local n = bits_of(group.hi, group.lo, field.shift, field.width)
        number(item, math.floor(n / 4294967296), n % 4294967296)
        item.value = n
        if field.signed and bit_of(group.hi, group.lo, field.shift + field.width - 1) == 1 then item.value = n - 2 ^ field.width end
        into[#into + 1], scope[field.name] = item, item
      else
        local item
        pos, item = value(run, field, pos, bound(), inner(), scope)
        into[#into + 1], scope[field.name] = item, item
      end
      if not conditional then finish(field) end
      if not field.group or field.shift == 0 then pos = padding(run, field.after, field.alignAfter, origin, pos, bound()) end
    end
    if conditional or not present then finish(field) end
  end
  run.depth = run.depth - 1
  return pos
end

local function show(tree, tvb, item)
  local field = item.field
  local proto_field = fields[field.id]
  if field.kind == "array" or field.kind == "frame" or field.kind == "union" then
    local below = item.len > 0 and tree:add(proto_field, tvb(item.at, item.len)) or tree
    for _, child in ipairs(item) do show(below, tvb, child) end
  elseif item.value ~= nil then
    tree:add(proto_field, tvb(item.at, item.len), item.value)
  elseif item.to > item.from then
    tree:add(proto_field, tvb(item.from, item.to - item.from))
  end
end

local function dissect(tvb, pinfo, tree)
  pinfo.cols.protocol = protocol.name
  local schema = pinfo.dst_port == protocol.prefs.port and frames[to_server] or pinfo.src_port == protocol.prefs.port and frames[to_client] or nil
  if not schema then return 0 end
  local offset, names = 0, {}
  while offset < tvb:len() do
    local run, item = { tvb = tvb, size = tvb:len(), depth = 0, value = value }, {}
    local ok, to = pcall(frame, run, schema, offset, math.huge, nil, item)
    if ok and to > offset then
      local below = tree:add(protocol, tvb(offset, to - offset), protocol.description .. ", " .. schema.name)
      for _, child in ipairs(item) do show(below, tvb, child) end
      names[#names + 1] = schema.name
      offset = to
    elseif not ok and type(to) == "table" and to.need and transport == "tcp" then
      pinfo.desegment_offset = offset
      pinfo.desegment_len = to.need > 0 and to.need or DESEGMENT_ONE_MORE_SEGMENT
      break
    else
      local why = type(to) == "table" and (to.bad or "the datagram ends inside the frame") or ok and "a frame takes no bytes" or tostring(to)
      tree:add(protocol, tvb(offset), protocol.description .. ", no " .. schema.name .. ": " .. why):add_expert_info(PI_MALFORMED, PI_ERROR, why)
      names[#names + 1] = "no " .. schema.name
      break
    end
  end
  if #names > 0 then pinfo.cols.info = table.concat(names, ", ") end
  return tvb:len()
end

function protocol.dissector(tvb, pinfo, tree) return dissect(tvb, pinfo, tree) end

local registered = protocol.prefs.port
DissectorTable.get(transport .. ".port"):add(registered, protocol)

function protocol.prefs_changed()
  DissectorTable.get(transport .. ".port"):remove(registered, protocol)
  registered = protocol.prefs.port
  DissectorTable.get(transport .. ".port"):add(registered, protocol)
end
